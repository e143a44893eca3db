package dev.botyard.runtime.cli;

import static dev.botyard.runtime.cli.Output.text;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `botyard trace`.
@Command(name = "trace", description = "Says of the last messages why they were answered or not.", mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 1_000;
    /// How often one whose run goes on is asked for again before it is shown as it is.
    private static final int PATIENCE = 3;
    /// How many are looked at each time; all that there may be only when more than that have come meanwhile.
    private static final int FEW = 50;
    private static final int ALL = 1_000;

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Option(names = "--message", paramLabel = "ID", description = "The message with this id of the platform.")
    private String message = "";

    @Option(names = "--run", paramLabel = "ID", description = "The message that started this run, or was taken by it.")
    private String run = "";

    @Option(names = "--push", paramLabel = "ID", description = "The message that this push came of.")
    private String push = "";

    @Option(names = "--account", paramLabel = "ID", description = "What this account received.")
    private String account = "";

    @Option(names = "--chat", paramLabel = "ID", description = "A group, or the person of a private chat.")
    private String chat = "";

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "How many at most; default: 20.")
    private int limit = 20;

    @Option(names = {"-f", "--follow"}, description = "Go on with the messages that come from now on, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode answer = client.get(path(ListLimit.checked(limit)));
        boolean whole = !message.isEmpty() || !run.isEmpty() || !push.isEmpty();
        List<JsonNode> oldestFirst = answer.path("messages").valueStream().toList().reversed();
        if (!follow) {
            return answers.show(answer, output -> {
                oldestFirst.forEach(one -> show(output, one, whole));
                if (oldestFirst.isEmpty()) {
                    output.line("no message of these has come since the host was started");
                }
            });
        }
        oldestFirst.forEach(one -> told(one, whole));
        long last = oldestFirst.isEmpty() ? 0 : oldestFirst.getLast().path("number").longValue(0);
        int looks = 0;
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
            long shown = more(last, looks, whole);
            looks = shown == last ? looks + 1 : 0;
            last = shown;
        }
        return 0;
    }

    /// Shows what has come behind this number, up to the first whose run may still say something.
    ///
    /// @return the number of the last one that was shown
    private long more(long last, int looks, boolean whole) {
        long shown = last;
        List<JsonNode> newest = client.get(path(FEW)).path("messages").valueStream().toList();
        if (newest.size() == FEW && newest.getLast().path("number").longValue(0) > last) {
            newest = client.get(path(ALL)).path("messages").valueStream().toList();
        }
        for (JsonNode one : newest.reversed()) {
            long number = one.path("number").longValue(0);
            if (number <= shown) {
                continue;
            }
            boolean goesOn = List.of("running", "held").contains(text(one, "outcome"));
            if (goesOn && looks < PATIENCE) {
                return shown;
            }
            told(one, whole);
            shown = number;
        }
        return shown;
    }

    private void told(JsonNode one, boolean whole) {
        answers.show(one, output -> show(output, one, whole));
    }

    private String path(int most) {
        StringBuilder path = new StringBuilder("/trace?limit=" + most);
        given(path, "message", message);
        given(path, "run", run);
        given(path, "push", push);
        given(path, "account", account);
        given(path, "chat", chat);
        return path.toString();
    }

    private static void given(StringBuilder path, String name, String value) {
        if (!value.isEmpty()) {
            path.append('&').append(name).append('=').append(HostClient.segment(value));
        }
    }

    private static void show(Output output, JsonNode one, boolean whole) {
        String group = text(one, "group");
        String said = text(one, "text");
        output.line(text(one, "time") + "  " + text(one, "account_id") + " " + (group.isEmpty() ? "" : "group " + group + " ")
                + "user "
                + text(one, "user") + (text(one, "message_id").isEmpty() ? "" : "  message " + text(one, "message_id")));
        output.verbatim().line("  " + (said.length() <= 200 ? said : said.substring(0, 200) + "…").replace("\n", "\\n"));
        output.line("  " + text(one, "outcome") + ": " + text(one, "reason"));
        if (!whole) {
            return;
        }
        for (JsonNode plugin : one.path("plugins")) {
            output.line("    " + text(plugin, "plugin") + "  " + text(plugin, "verdict") + ": " + text(plugin, "reason")
                    + (text(plugin, "run").isEmpty() ? "" : ", run " + text(plugin, "run")));
        }
        int others = one.path("left_out").intValue(0);
        if (others > 0) {
            output.line("    and " + others + " more without a rule that fits");
        }
        for (JsonNode run : one.path("runs")) {
            output.line("    run " + text(run, "id") + " of " + text(run, "plugin") + "  " + text(run, "status") + " "
                    + text(run, "error"));
            run.path("notes").forEach(note -> output.line("      " + note.stringValue("")));
        }
        for (JsonNode sent : one.path("pushes")) {
            output.line("    push " + text(sent, "id") + "  " + text(sent, "code") + ": " + text(sent, "reason"));
            sent.path("rejected").forEach(account -> output.line("      " + text(account, "account_id") + "  "
                    + text(account, "code") + ": " + text(account, "reason")));
        }
    }
}
