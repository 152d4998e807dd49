package dev.trivet.remap;

import dev.trivet.content.AskedName;
import dev.trivet.content.MappedName;
import dev.trivet.content.NameMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The rules of a map file, as tftpd-hpa has them: they rewrite the names of requests, or refuse them
/// (`docs/map-files.md`). Immutable; any thread.
///
/// ```java
/// var rules = MapRules.parse(Files.readString(file), "tftp.map", MapRules.DEFAULT_MAX_STEPS);
/// TftpServer.builder().names(rules)
/// ```
public final class MapRules implements NameMap {
    /// Rules tried for one name before it is given up: that of tftpd-hpa.
    public static final int DEFAULT_MAX_STEPS = 4096;

    /// More makes a request last for seconds.
    public static final int LARGEST_MAX_STEPS = 1_000_000;

    private final String fileName;
    private final List<MapRule> rules;
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<String> remarks;
    private final int maxSteps;

    private MapRules(String fileName, List<MapRule> rules, List<String> remarks, int maxSteps) {
        this.fileName = fileName;
        this.rules = rules;
        this.remarks = remarks;
        this.maxSteps = maxSteps;
        for (int i = 0; i < rules.size(); i++)
            if (rules.get(i) instanceof MapRule.Label label) labels.put(label.name(), i);
    }

    /// Reads rules.
    ///
    /// @param text of the file; octets that are no UTF-8 as `WireText` decodes them
    /// @param fileName for messages
    /// @param maxSteps rules that may be tried for one name, 1 to [#LARGEST_MAX_STEPS]; each
    ///     repetition of a rule with `g` is one
    /// @return the rules
    /// @throws MapFileException with everything that is wrong
    /// @throws IllegalArgumentException where `maxSteps` is out of range
    public static MapRules parse(String text, String fileName, int maxSteps) throws MapFileException {
        if (maxSteps < 1 || maxSteps > LARGEST_MAX_STEPS)
            throw new IllegalArgumentException("map-steps must be 1 to " + LARGEST_MAX_STEPS + ": " + maxSteps);
        var parser = new RuleParser(fileName);
        return new MapRules(fileName, parser.parse(text), parser.remarks(), maxSteps);
    }

    /// What is hardly meant as it is written, though tftpd-hpa takes it.
    ///
    /// @return mostly none; as `FILE:LINE:COLUMN: text`
    public List<String> remarks() {
        return remarks;
    }

    /// How many rules there are.
    ///
    /// @return without labels
    public int size() {
        return (int) rules.stream().filter(MapRule.Action.class::isInstance).count();
    }

    @Override
    public MappedName map(AskedName asked) {
        return map(asked, _ -> {});
    }

    /// The same, step by step.
    ///
    /// @param asked the name, and who asks for it
    /// @param listener hears each step, on this thread
    /// @return a name, or why none
    public MappedName map(AskedName asked, Consumer<MapStep> listener) {
        return new MapRun(this, asked, listener).run();
    }

    String fileName() {
        return fileName;
    }

    List<MapRule> rules() {
        return rules;
    }

    Map<String, Integer> labels() {
        return labels;
    }

    int maxSteps() {
        return maxSteps;
    }
}
