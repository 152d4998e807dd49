package dev.trivet.app.settings;

import dev.trivet.app.NumberText;
import dev.trivet.engine.PortRange;

/// Ranges of ports as people write them.
final class PortRanges {
    private static final int HIGHEST_PORT = 65_535;

    private PortRanges() {}

    static PortRange parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw new IllegalArgumentException("expected LO:HI, such as 50000:50999: '" + text + "'");
        return new PortRange(
                NumberText.parse(text.substring(0, colon), 1, HIGHEST_PORT),
                NumberText.parse(text.substring(colon + 1), 1, HIGHEST_PORT));
    }

    static String text(PortRange range) {
        return range.low() + ":" + range.high();
    }
}
