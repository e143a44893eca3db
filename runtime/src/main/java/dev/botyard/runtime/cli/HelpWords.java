package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// What the help of commands says in the language of the person: picocli looks for it in a bundle of each command.
final class HelpWords extends ResourceBundle {
    /// A name of picocli's own, which a property of the process may replace.
    private static final Pattern USUAL = Pattern.compile("^\\$\\{[\\w.-]+:-(.*)}$");

    private final Map<String, String> spoken = new HashMap<>();
    private int exits;

    private HelpWords(CommandSpec command, Words words) {
        UsageMessageSpec usage = command.usageMessage();
        put("usage.description", usage.description(), words);
        put("usage.header", usage.header(), words);
        put("usage.footer", usage.footer(), words);
        put("usage.synopsisHeading", usage.synopsisHeading(), words);
        put("usage.commandListHeading", usage.commandListHeading(), words);
        put("usage.exitCodeListHeading", usage.exitCodeListHeading(), words);
        usage.exitCodeList().forEach((code, meaning) -> spoken.put("usage.exitCodeList." + exits++,
                code + ":" + words.term(code.strip() + ":" + meaning).substring(code.strip().length() + 1)));
        for (OptionSpec option : command.options()) {
            put(USUAL.matcher(option.longestName()).replaceFirst("$1").replaceFirst("^-+", ""), option.description(), words);
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            put(parameter.paramLabel() + "[" + parameter.index() + "]", parameter.description(), words);
        }
    }

    /// Gives a command, and all below it, the words of a language. The catalogue has the sentences as they are declared: nothing may be put
    /// into their holes before they are found there.
    static void give(CommandLine command, Words words) {
        command.setInterpolateVariables(false);
        giveEach(command, words);
        command.setInterpolateVariables(true);
    }

    private static void giveEach(CommandLine command, Words words) {
        HelpWords bundle = new HelpWords(command.getCommandSpec(), words);
        command.getSubcommands().values().forEach(below -> giveEach(below, words));
        command.getCommandSpec().resourceBundle(bundle);
    }

    private void put(String key, String[] english, Words words) {
        if (english.length > 0) {
            spoken.put(key, Arrays.stream(english).map(words::say).collect(Collectors.joining("%n")));
        }
    }

    private void put(String key, String english, Words words) {
        spoken.put(key, words.term(english));
    }

    @Override
    protected Object handleGetObject(String key) {
        return spoken.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(spoken.keySet());
    }
}
