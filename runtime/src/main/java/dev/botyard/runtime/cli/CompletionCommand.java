package dev.botyard.runtime.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard completion`.
@Command(name = "completion", description = "Prints a script that lets a shell complete commands and options: for bash 'source <(${ROOT-COMMAND-NAME} completion bash)', for zsh the same with zsh, for fish '${ROOT-COMMAND-NAME} completion fish | source'.", mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "botyard";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    enum Shell {
        bash, zsh, fish
    }

    @Override
    public Integer call() {
        CommandLine root = BotyardCommand.whole().setCommandName(NAME);
        spec.commandLine().getOut().print(switch (shell) {
            // picocli's script loads zsh's emulation of bash by itself.
            case bash, zsh -> AutoComplete.bash(NAME, root);
            case fish -> fish(root);
        });
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c " + NAME + " -f\n");
        below(root, List.of(), script);
        return script.toString();
    }

    /// Offers what may follow the words that stand there: subcommands while none of them does, and options.
    private static void below(CommandLine command, List<String> path, StringBuilder script) {
        Map<String, CommandLine> commands = new TreeMap<>(command.getSubcommands());
        String seen = String.join("; and ", path.stream().map(word -> "__fish_seen_subcommand_from " + word).toList());
        String others = commands.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", commands.keySet());
        String here = path.isEmpty() ? others : others.isEmpty() ? seen : seen + "; and " + others;
        commands.forEach((word, next) -> script.append("complete -c %s -n %s -a %s -d %s%n".formatted(NAME, quoted(here), word,
                quoted(first(next.getCommandSpec().usageMessage().description())))));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                script.append("complete -c ").append(NAME).append(path.isEmpty() ? "" : " -n " + quoted(seen));
                for (String name : option.names()) {
                    script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
                }
                script.append(option.arity().max() > 0 ? " -r -F" : "").append(" -d ").append(quoted(first(option.description())))
                        .append('\n');
            }
        }
        commands.forEach((word, next) -> below(next, Stream.concat(path.stream(), Stream.of(word))
                .toList(), script));
    }

    /// The first sentence, without what picocli would fill in.
    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].split("(?<=[a-z])[.:;] ", 2)[0].replaceAll("\\$\\{[^}]*}", NAME);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
