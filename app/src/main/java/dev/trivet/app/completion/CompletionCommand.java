package dev.trivet.app.completion;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TextConverter;
import dev.trivet.app.Version;
import dev.trivet.app.WordText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet completion`: a script for a shell, made from the commands themselves.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script that completes commands, flags and file names in a shell.",
        footer = {
            "",
            "Examples:",
            "  Now, in this bash or zsh:",
            "    source <(trivet completion bash)",
            "    source <(trivet completion zsh)",
            "  From the next start on:",
            "    echo 'source <(trivet completion bash)' >> ~/.bashrc",
            "    echo 'source <(trivet completion zsh)' >> ~/.zshrc",
            "    trivet completion fish > ~/.config/fish/completions/trivet.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "bash|zsh|fish", converter = Shells.class, description = "Which shell")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        var commands = Completed.commands(spec.root());
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            case BASH -> BashScript.of(commands);
                            case ZSH -> BashScript.forZsh(commands);
                            case FISH -> FishScript.of(commands);
                        });
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.number();
    }

    static final class Shells extends TextConverter<Shell> {
        Shells() {
            super(text -> WordText.parse(text, Shell.class));
        }
    }
}
