package dev.trivet.posix;

import java.util.Arrays;

/// Numbers of states, the last first. Without an object for each: matching does little else.
final class IntStack {
    private int[] numbers = new int[16];
    private int size;

    void push(int number) {
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, 2 * size);
        numbers[size++] = number;
    }

    void pushAll(int[] more) {
        for (int number : more) push(number);
    }

    int pop() {
        return numbers[--size];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }
}
