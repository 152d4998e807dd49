package dev.trivet.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of a command in its help: its own first, then those of each mixin under that mixin's heading. (Picocli
/// has argument groups for that, but a flag given twice makes them forget the others of its group.)
public final class FlagSections implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        var sections = help.commandSpec().mixins().values().stream()
                .filter(mixin -> !mixin.usageMessage().optionListHeading().isEmpty())
                .toList();
        var own = new ArrayList<>(help.commandSpec().options());
        sections.forEach(section -> own.removeAll(section.options()));
        var text = new StringBuilder(list(help, own));
        for (var section : sections)
            text.append(help.createHeading(section.usageMessage().optionListHeading()))
                    .append(list(help, section.options()));
        return text.toString();
    }

    private static String list(Help help, List<OptionSpec> options) {
        var layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
