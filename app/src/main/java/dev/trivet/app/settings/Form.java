package dev.trivet.app.settings;

/// How a value is written in TOML. On the command line everything is text.
public enum Form {
    BOOLEAN("true or false"),
    INTEGER("a whole number"),
    STRING("a text in quotes"),
    /// A number of octets, or a text with a unit: `4096`, `"4K"`.
    SIZE("a size, such as 1500, \"512K\" or \"4M\""),
    /// What stands for one alone may stand without brackets.
    LIST("a list");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /// For people who used another form.
    public String words() {
        return words;
    }
}
