package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.message.inbound.EarlyAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Knows which scripts may listen, by their text and by what they have done, and so whose words may be questions. Scripts that never listen
/// cost their people nothing. Thread-safe.
public final class Questions {
    private static final Pattern LISTENS = Pattern.compile("\\b(listen|input)\\b");
    private static final Pattern TO_THE_GROUP = Pattern
            .compile("\\b(listen|input)\\b[^\\n;]*([\"']group[\"']|forGroup|\\b[Tt]rue\\b)");

    private final EarlyAnswers answers;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// Hands questions to `answers`.
    public Questions(EarlyAnswers answers) {
        this.answers = answers;
    }

    private enum Whom {
        NOBODY, PERSON, GROUP
    }

    private record Known(String stamp, Whom whom) {}

    /// The run is about to reply.
    void asks(Run run) {
        Whom whom = run.context().trigger() == Trigger.MESSAGE ? listensTo(run.plugin()) : Whom.NOBODY;
        if (whom != Whom.NOBODY) {
            answers.asked(run, run.context().chatKey(),
                    whom == Whom.GROUP && !run.context().group().isEmpty() ? "" : run.context().user().id());
            if (run.over()) {
                // Its end came between; nobody would end the question.
                answers.over(run);
            }
        }
    }

    private Whom listensTo(Plugin plugin) {
        Known now = known.get(plugin.file());
        if (now == null || !now.stamp.equals(plugin.stamp())) {
            now = new Known(plugin.stamp(), read(plugin));
            known.put(plugin.file(), now);
        }
        return now.whom;
    }

    private static Whom read(Plugin plugin) {
        try {
            String text = Files.readString(plugin.path(), StandardCharsets.ISO_8859_1);
            return !LISTENS.matcher(text).find() ? Whom.NOBODY : TO_THE_GROUP.matcher(text).find() ? Whom.GROUP : Whom.PERSON;
        } catch (IOException gone) {
            return Whom.NOBODY;
        }
    }

    /// The run listens. A script whose text does not show that it does, because another file does it for it, is known from now on.
    void listens(Run run, boolean group) {
        Whom whom = listensTo(run.plugin());
        if (whom == Whom.NOBODY || group && whom != Whom.GROUP) {
            known.put(run.plugin().file(), new Known(run.plugin().stamp(), group ? Whom.GROUP : Whom.PERSON));
        }
    }

    /// The run asks nothing any more.
    void over(Run run) {
        answers.over(run);
    }
}
