package dev.botyard.runtime.script.keyword;

import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.Isolation;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginChoices;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginInfo;
import dev.botyard.runtime.script.header.PluginLimits;
import dev.botyard.runtime.script.header.PluginSelector;
import dev.botyard.runtime.script.header.PluginSelectors;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.rule.InvalidRuleException;
import dev.botyard.runtime.script.rule.Rule;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// A reply as what a message fires.
final class ReplyPlugin {
    private ReplyPlugin() {}

    /// The name under which its runs are logged: `replies.yaml: greeting`.
    static String name(Path file, String reply) {
        return file.getFileName() + ": " + reply;
    }

    /// @throws InvalidRuleException when one of its rules does not compile
    static Plugin of(Path file, ReplyEntry reply) {
        List<Rule> rules = rules(reply);
        PluginHeader header = new PluginHeader(name(file, reply.name()),
                new PluginInfo("", reply.name(), "", "", "", "", "", "", "", ""), !reply.enabled(), reply.admin(), false, false,
                reply.priority(), rules.stream().map(rule -> new HeaderValue(reply.line(), rule.text())).toList(), List.of(),
                Optional.empty(), Optional.empty(),
                new PluginSelectors(only(reply.im().stream().map(im -> im.toLowerCase(Locale.ROOT)).toList()),
                        only(reply.people()), only(reply.groups())),
                List.of(), List.of(), Isolation.SHARED, new PluginLimits(Optional.empty(), OptionalInt.empty()),
                new PluginChoices(Optional.empty(), Optional.empty()), Map.of(), List.of());
        // No worker ever sees it, so its language says nothing.
        return new Plugin(header.fileName(), file, Language.PYTHON, "", header, rules, List.of(), "", false,
                reply.answer().stream().anyMatch(text -> text.contains("[CQ:at,qq=all]")), List.of(), "");
    }

    static List<Rule> rules(ReplyEntry reply) {
        return reply.when().stream().map(text -> switch (reply.as()) {
            case "template" -> Rule.template(text);
            case "pattern" -> Rule.searched(text);
            default -> Rule.literally(text);
        }).toList();
    }

    private static PluginSelector only(List<String> allowed) {
        return new PluginSelector(allowed.stream().collect(Collectors.toCollection(LinkedHashSet::new)), Set.of());
    }
}
