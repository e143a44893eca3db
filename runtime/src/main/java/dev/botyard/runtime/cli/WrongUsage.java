package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in a sentence what is wrong with a command line, and what there is instead.
final class WrongUsage {
    private static final int EXIT = 2;

    private WrongUsage() {}

    static int report(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        Output people = new Output(command.getErr());
        people.line(sentence(failure, command));
        people.line("Help: " + name(command) + " --help");
        return EXIT;
    }

    /// That `word` is no command below `command`.
    static String noCommand(String word, CommandLine command) {
        Collection<String> commands = command.getSubcommands().keySet();
        String below = name(command).substring(command.getCommandSpec().root().name().length()).strip();
        return "There is no command '" + (below.isEmpty() ? "" : below + " ") + word + "'." + Nearest.hint(word, commands)
                + " There are " + String.join(", ", commands) + ".";
    }

    private static String sentence(ParameterException failure, CommandLine command) {
        return switch (failure) {
            case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
                unmatched(unmatched, unmatched.getUnmatched().getFirst(), command);
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                missing(missing.getMissing().getFirst(), command);
            default -> failure.getMessage();
        };
    }

    private static String unmatched(UnmatchedArgumentException failure, String word, CommandLine command) {
        if (failure.isUnknownOption()) {
            List<String> options = command.getCommandSpec().options().stream()
                    .map(option -> option.longestName().replaceFirst("^-+", "")).toList();
            return "There is no option " + word + " here."
                    + Nearest.hint(word.replaceFirst("^-+", "").replaceFirst("=.*", ""), options).replaceFirst("'", "'--");
        }
        return command.getSubcommands().isEmpty()
                ? "'" + word + "' is one word too many; put text with spaces in quotes."
                : noCommand(word, command);
    }

    private static String missing(ArgSpec missing, CommandLine command) {
        String label = missing instanceof PositionalParamSpec ? missing.paramLabel() : missing.toString();
        String meaning = missing.description().length == 0 ? "" : missing.description()[0];
        return "'" + name(command) + "' needs " + label + (meaning.isEmpty() ? "." : ": " + inside(meaning));
    }

    /// A sentence in the middle of another; what begins with an abbreviation stays so.
    private static String inside(String sentence) {
        return sentence.matches("(?s)\\p{Lu}\\p{Lu}.*")
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
