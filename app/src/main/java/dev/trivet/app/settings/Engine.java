package dev.trivet.app.settings;

/// What sends and receives packets.
public enum Engine {
    AUTO,
    PORTABLE,
    LINUX
}
