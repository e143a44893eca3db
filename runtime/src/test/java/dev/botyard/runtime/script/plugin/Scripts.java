package dev.botyard.runtime.script.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.rule.Rule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Plugins, messages and runs of tests, without files and without workers.
public final class Scripts {
    private static final Path FOLDER = Path.of("/plugins");

    private Scripts() {}

    /// A plugin of these header lines, such as `rule: ^tea$`.
    public static Plugin plugin(String file, String... headers) {
        return plugin(file, "", false, headers);
    }

    /// One whose packages are not there yet.
    public static Plugin installing(String file, String... headers) {
        return plugin(file, "its packages are being installed: tea", true, headers);
    }

    /// One that cannot run.
    public static Plugin invalid(String file, String why, String... headers) {
        return plugin(file, why, false, headers);
    }

    private static Plugin plugin(String file, String invalid, boolean installing, String... headers) {
        Language language = Language.ofFile(file).orElseThrow();
        StringBuilder source = new StringBuilder(comment(language) + "[author: ann]\n");
        for (String header : headers) {
            source.append(comment(language)).append('[').append(header).append("]\n");
        }
        PluginHeader header = PluginHeaderParser.parse(file, source.toString());
        Path path = FOLDER.resolve(file);
        return new Plugin(file, path, language, Integer.toHexString(source.toString().hashCode()), header,
                header.rules().stream().map(HeaderValue::text).map(Rule::compile).toList(), header.problems(), invalid,
                installing,
                false, List.of(), Plugin.startJson(path, List.of(FOLDER), List.of(), header, "1"));
    }

    private static String comment(Language language) {
        return language == Language.PYTHON ? "#" : "//";
    }

    /// Ann says something in the group 700.
    public static InboundMessage said(String text) {
        return said(Chat.group("700", "Tea"), "ann", text);
    }

    public static InboundMessage said(Chat chat, String person, String text) {
        return InboundMessage.of("qq", "bot",
                MessageEvent.in(chat, Person.of(person, "Ann")).messageId("m-" + text).text(text).build());
    }

    /// What a run knows that a message has fired.
    public static RunContext context(InboundMessage message) {
        return RunContext.of(message, false);
    }

    /// A run that is not given to any worker.
    public static Run run(Plugin plugin, RunContext context) {
        return run(plugin, context, new PlayedEnvironment());
    }

    static Run run(Plugin plugin, RunContext context, PlayedEnvironment environment) {
        return new Run("r-1", "secret", plugin, context, RunFate.NOT_KEPT, environment, new TestTicker(Instant.EPOCH),
                environment::letOn);
    }
}
