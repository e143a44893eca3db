package dev.botyard.runtime.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a push says; shared by `push` and `explain`.
final class PushArguments {
    @Parameters(index = "0", paramLabel = "IM", description = "The IM type, such as qq.")
    private String im;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What to say.")
    private String text = "";

    @Option(names = {"-g", "--group"}, paramLabel = "ID", description = "The group.")
    private String group = "";

    @Option(names = {"-u", "--user"}, paramLabel = "ID", description = "The person.")
    private String user = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "text, image, voice, video or file; default: text.")
    private String kind = "text";

    @Option(names = "--source", paramLabel = "SOURCE", description = "The medium: a URL, a path, base64:// or a data URI.")
    private String source = "";

    @Option(names = "--title", paramLabel = "TITLE", description = "A heading, for IMs that have one.")
    private String title = "";

    @Option(names = "--account", paramLabel = "ID", description = "This account and no other.")
    private String account = "";

    @Option(names = "--strict", description = "A push that is not sent is an error.")
    private boolean strict;

    @Option(names = "--failover", description = "Another account of the IM may speak when the chosen one cannot.")
    private boolean failover;

    @Option(names = "--timeout", paramLabel = "MS", description = "How long the platform's answer may take.")
    private long timeout;

    Map<String, Object> body() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("account_id", account);
        options.put("strict", strict);
        if (failover) {
            options.put("failover", "same-im");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("imType", im);
        body.put("groupCode", group);
        body.put("userID", user);
        body.put("kind", kind);
        body.put("title", title);
        body.put("content", text);
        body.put("source", source);
        body.put("options", options);
        if (timeout > 0) {
            body.put("timeout", timeout);
        }
        return body;
    }
}
