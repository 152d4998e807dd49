package dev.trivet.negotiation;

/// Octets of file in every DATA packet but the last. A value out of range cannot be constructed.
///
/// @param octets 8 to 65464 (RFC 2348); 512 when the option is absent (RFC 1350 §5)
/// @spec https://www.rfc-editor.org/info/rfc2348 RFC 2348: TFTP Blocksize Option
public record BlockSize(int octets) {
    /// Octets (RFC 2348).
    public static final int SMALLEST = 8;
    /// Octets (RFC 2348).
    public static final int LARGEST = 65_464;
    /// What holds where nobody asks (RFC 1350 §5).
    public static final BlockSize DEFAULT = new BlockSize(512);

    /// Takes 8 to 65464 octets (RFC 2348).
    ///
    /// @throws IllegalArgumentException with any other number
    public BlockSize {
        if (octets < SMALLEST || octets > LARGEST)
            throw new IllegalArgumentException("block size must be 8..65464: " + octets);
    }
}
