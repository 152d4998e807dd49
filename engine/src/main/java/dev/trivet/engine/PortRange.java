package dev.trivet.engine;

/// Ports from which TIDs are taken, both ends included.
///
/// @param low 0 with high 0: the system chooses; else 1 to 65535
public record PortRange(int low, int high) {
    public static final PortRange SYSTEM = new PortRange(0, 0);

    public PortRange {
        if (low < 0 || high > 65_535 || low > high || (low == 0 && high != 0))
            throw new IllegalArgumentException("port range must lie in 1..65535, low end first: " + low + ":" + high);
    }
}
