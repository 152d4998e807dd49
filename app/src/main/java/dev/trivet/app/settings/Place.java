package dev.trivet.app.settings;

/// Where something stands in the file. Both count from 1.
record Place(int line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
