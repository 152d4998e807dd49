package dev.trivet.app.completion;

import dev.trivet.app.completion.Completed.Command;
import dev.trivet.app.completion.Completed.Flag;
import dev.trivet.app.completion.Completed.Value;
import java.util.List;
import java.util.stream.Collectors;

/// The script for bash, from 3.2 (macOS) on. File names are left to the shell, which knows how to quote them.
final class BashScript {
    private static final String HEAD = """
            _trivet() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words=
                [ "$COMP_CWORD" -lt 2 ] || command=${COMP_WORDS[1]}
                # bash takes --flag=value for three words.
                if [ "$word" = = ]; then
                    word=
                elif [ "$before" = = ]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                fi
                COMPREPLY=()
                case $command:$before in
            """;
    private static final String BETWEEN = """
                *)
                    case $command:$word in
            """;
    private static final String TAIL = """
                    esac
                    ;;
                esac
                compopt +o default 2>/dev/null
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _trivet trivet
            """;

    /// For zsh, which can read the same.
    private static final String ZSH = """
            whence compdef >/dev/null || { autoload -U compinit && compinit; }
            autoload -U bashcompinit && bashcompinit
            """;

    private BashScript() {}

    static String of(List<Command> commands) {
        return head("bash") + script(commands);
    }

    static String forZsh(List<Command> commands) {
        return head("zsh") + ZSH + script(commands);
    }

    private static String head(String shell) {
        return "# Completion of trivet. For this shell: source <(trivet completion " + shell + ")\n";
    }

    private static String script(List<Command> commands) {
        var text = new StringBuilder(HEAD);
        for (var command : commands) for (var flag : command.flags()) flagValue(command, flag, text);
        text.append(BETWEEN);
        for (var command : commands) {
            var flags = Completed.names(command).collect(Collectors.joining(" "));
            text.append("        %s:-*) words='%s' ;;\n".formatted(command.name(), flags));
            text.append("        %s:*) %s ;;\n".formatted(command.name(), words(command.argument())));
        }
        return text.append(TAIL).toString();
    }

    private static void flagValue(Command command, Flag flag, StringBuilder text) {
        if (flag.value() instanceof Value.None) return;
        var pattern =
                flag.names().stream().map(name -> command.name() + ":" + name).collect(Collectors.joining(" | "));
        text.append("    %s) %s ;;\n".formatted(pattern, words(flag.value())));
    }

    private static String words(Value value) {
        return switch (value) {
            case Value.Words words -> "words='" + String.join(" ", words.words()) + "'";
            case Value.File() -> "return";
            case Value.None(), Value.Other() -> "words=";
        };
    }
}
