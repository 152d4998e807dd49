package dev.trivet.engine;

/// Ports from which TIDs are taken, both ends included.
///
/// @param low 0 with high 0: the system chooses; else 1 to 65535
/// @param high 0, or `low` to 65535
public record PortRange(int low, int high) {
    /// Whatever the system gives.
    public static final PortRange SYSTEM = new PortRange(0, 0);

    /// Takes 0 to 0, or ports in order.
    ///
    /// @throws IllegalArgumentException where `low` is above `high`, or either is no port
    public PortRange {
        if (low < 0 || high > 65_535 || low > high || (low == 0 && high != 0))
            throw new IllegalArgumentException("port range must lie in 1..65535, low end first: " + low + ":" + high);
    }
}
