package dev.botyard.runtime.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.botyard.runtime.config.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a push says; shared by `push` and `explain`.
final class PushArguments {
    private static final List<String> FORMS = List.of("plain", "cq");
    private static final List<String> KINDS = List.of("text", "image", "voice", "video", "file");

    @Parameters(index = "0", paramLabel = "IM", description = "The IM type, such as qq.")
    private String im;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What to say.")
    private String text = "";

    @Mixin
    private ChatOption chat;

    @Option(names = "--kind", paramLabel = "KIND", description = "text, image, voice, video or file; default: text.")
    private String kind = "text";

    @Option(names = "--source", paramLabel = "SOURCE", description = "The medium: a URL, a path, base64:// or a data URI.")
    private String source = "";

    @Option(names = "--title", paramLabel = "TITLE", description = "A heading, for IMs that have one.")
    private String title = "";

    @Option(names = "--parse", paramLabel = "FORM", description = "How the text is read: plain, as it is; cq, with CQ codes and escapes as scripts write them. Default: plain.")
    private String parse = "plain";

    @Option(names = "--account", paramLabel = "ID", description = "This account and no other.")
    private String account = "";

    @Option(names = "--strict", description = "A push that is not sent is an error.")
    private boolean strict;

    @Option(names = "--failover", description = "Another account of the IM may speak when the chosen one cannot.")
    private boolean failover;

    @Option(names = "--queue", description = "Wait in the queue where nobody can send it now.")
    private boolean queue;

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "How long it may wait in the queue; default: push.queue_ttl.")
    private long ttl;

    @Option(names = "--timeout", paramLabel = "MS", description = "How long the platform's answer may take.")
    private long timeout;

    boolean strict() {
        return strict;
    }

    /// The body of the request; complains about what the host would refuse in terms of the API.
    ///
    /// @param complete whether there must be something to say
    Body body(boolean complete) {
        if (chat.group().isEmpty() && chat.user().isEmpty()) {
            throw new CliProblem(2, "The push has no target: give --group ID for a group or --user ID for a person.");
        }
        if (!KINDS.contains(kind)) {
            throw new CliProblem(2, "'" + kind + "' is not a kind of push." + Nearest.hint(kind, KINDS) + " There are "
                    + String.join(", ", KINDS) + ".");
        }
        if (!FORMS.contains(parse)) {
            throw new CliProblem(2, "--parse is '" + parse + "'; it must be plain or cq.");
        }
        if (complete && kind.equals("text") && text.isEmpty()) {
            throw new CliProblem(2, "There is nothing to say: give the text after the IM type, in quotes.");
        }
        if (complete && !kind.equals("text") && source.isEmpty()) {
            throw new CliProblem(2, "The " + kind + " is missing: name it with --source, as a URL or a path.");
        }
        Options options = new Options(account, strict, failover ? "same-im" : null, queue ? true : null, ttl == 0 ? null : ttl);
        return new Body(im, chat.group(), chat.user(), kind, title, text.isEmpty() && !complete ? "…" : text, parse,
                absolute(source), options, timeout > 0 ? timeout : null);
    }

    /// What the host is asked for.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(String imType, String group, String user, String kind, String title, String content, String parse, String source,
            Options options, Long timeout) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Options(String accountId, boolean strict, String failover, Boolean queue, Long ttl) {}

    /// A path is meant from where the person stands, not from where the host does.
    private static String absolute(String source) {
        if (source.isEmpty() || source.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return source;
        }
        Path path = Path.of(source).toAbsolutePath().normalize();
        if (!Files.isReadable(path)) {
            throw new CliProblem("There is no readable file " + path + ".");
        }
        return path.toString();
    }
}
