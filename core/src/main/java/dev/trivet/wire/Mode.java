package dev.trivet.wire;

/// How the octets of a file travel (RFC 1350 §1). The third mode of the RFC, mail, is obsolete and refused by name.
public enum Mode {
    /// Lines end in CR LF, a lone CR is CR NUL (RFC 1350 §1, RFC 764).
    NETASCII("netascii"),
    /// As they are.
    OCTET("octet");

    private final String wire;

    Mode(String wire) {
        this.wire = wire;
    }

    /// {@return the lower-case word of the RFC}
    public String wire() {
        return wire;
    }
}
