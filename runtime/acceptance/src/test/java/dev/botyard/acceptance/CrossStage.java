package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;

import dev.botyard.acceptance.CrossIm.Heard;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/// Two accounts of one IM on the host, of which the first is the default and people talk to the second. Says for each case what a script's
/// call came to: `ok` when the right account was heard with it, the kind in which it was heard where that is another, or the code with which it
/// was refused.
final class CrossStage {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Pattern CODE = Pattern.compile("([a-z_]+): ");
    private static final String OK = "ok";
    /// The IM has no such thing: nobody talks there, or not in groups.
    private static final String ABSENT = "-";
    private static final AtomicInteger MARKS = new AtomicInteger(1000);

    private final RunningHost host;
    private final String im;
    private final CrossIm first;
    private final CrossIm second;

    CrossStage(RunningHost host, String im, CrossIm first, CrossIm second) {
        this.host = host;
        this.im = im;
        this.first = first;
        this.second = second;
    }

    /// Writes both account files; called before the host starts.
    void prepare(String adapter) throws IOException {
        account("a", adapter, first.config(), true);
        // Every platform numbers its bots from one on, and the host starts no two accounts of one bot.
        second.config();
        account("b", adapter, second.config(), false);
    }

    private void account(String letter, String adapter, Map<String, List<String>> config, boolean byDefault)
            throws IOException {
        host.file("accounts/" + im + "_" + letter + ".yaml", "im: " + im + "\nadapter: " + adapter + "\ndefault: " + byDefault
                + "\nconfig: " + Json.MAPPER.writeValueAsString(settings(config)) + "\n");
    }

    private static Map<String, Object> settings(Map<String, List<String>> config) {
        Map<String, Object> settings = new java.util.TreeMap<>();
        config.forEach((key, values) -> settings.put(key, values.size() == 1 ? values.getFirst() : values));
        // The contract kit is in a hurry; a machine under load is not a broken connection.
        settings.keySet().removeAll(List.of("heartbeat", "heartbeat_timeout", "login_timeout"));
        return settings;
    }

    void arrive() throws Exception {
        for (Map.Entry<String, CrossIm> account : Map.of(im + "_a", first, im + "_b", second).entrySet()) {
            account.getValue().arrive(host, account.getKey());
            host.awaitState(account.getKey(), "online");
        }
    }

    /// What a case comes to in a language.
    String play(String language, String row) throws Exception {
        String mark = "m" + MARKS.incrementAndGet() + "x";
        if (row.startsWith("push ")) {
            return push(language, row, mark);
        }
        if (row.equals("event")) {
            return event(language);
        }
        boolean inGroup = row.equals("members") || row.equals("group");
        if (!second.talks() || row.equals("group") && !second.group().shared()) {
            return ABSENT;
        }
        long recalls = recalls(second);
        String call = row.equals("group") ? "reply.text" : row.startsWith("in ") ? "in" : row.replace(' ', '.');
        second.say(inGroup ? second.group() : second.alone(), language + " " + call + " " + mark + " " + second.voice() + " "
                + second.group().id());
        if (row.startsWith("in ")) {
            inTime(() -> heard(second, mark).findAny().isPresent());
            come(row.substring(3), mark);
        }
        JsonNode outcome = outcome(mark);
        if (!outcome.path("error").isMissingNode()) {
            return refusal(second, row, mark, outcome.path("error").stringValue(""));
        }
        return switch (row) {
            case "group" -> inTime(() -> second.heardInGroup(mark)) ? OK : "elsewhere";
            case "in text", "in image", "in voice", "in video", "in file" -> came(row.substring(3), mark, outcome.path("answer"));
            case "recall" -> inTime(() -> recalls(second) > recalls) ? OK : "not recalled";
            case "members" -> outcome.path("answer").path("members").size() > 0 ? OK : outcome.toString();
            default -> found(second, first, row, mark);
        };
    }

    private void come(String kind, String mark) throws Exception {
        if (kind.equals("text")) {
            second.say(second.alone(), "heard " + mark);
        } else {
            second.show(kind);
        }
    }

    /// As what it came.
    private static String came(String kind, String mark, JsonNode answer) {
        String text = answer.path("text").stringValue("");
        if (kind.equals("text")) {
            return text.equals("heard " + mark) ? OK : text;
        }
        List<String> kinds = answer.path("media").valueStream().map(JsonNode::stringValue).toList();
        return kinds.equals(List.of(kind)) ? OK : kinds.isEmpty() && !text.isEmpty() ? "text" : answer.toString();
    }

    /// Something happens, and whoever hears of it says so where it happened.
    private String event(String language) throws Exception {
        String person = CrossIm.fresh();
        if (!second.happens(person)) {
            return ABSENT;
        }
        String mark = language + person;
        JsonNode outcome = outcome(mark);
        return outcome.path("error").isMissingNode()
                ? found(second, first, "event text", mark)
                : refusal(second, "event", mark, outcome.path("error").stringValue(""));
    }

    /// The platform of the second account is away for a while and comes back.
    void away() {
        second.fake().refuseConnections(true);
        second.fake().dropConnections();
        host.awaitState(im + "_b", "retrying");
        second.fake().refuseConnections(false);
        host.awaitState(im + "_b", "online");
    }

    private static long recalls(CrossIm played) {
        return played.heard().stream().filter(one -> one.kind().equals("recall")).count();
    }

    private String push(String language, String row, String mark) {
        String message = language + " " + row.replace(' ', '.') + " " + mark + " " + first.voice() + " " + im + " "
                + first.alone().id();
        JsonNode run = host.post("/plugins/cross." + language + "/run",
                Json.MAPPER.writeValueAsString(Map.of("message", message)));
        if (!Files.exists(file(mark))) {
            return run.toString();
        }
        JsonNode outcome = outcome(mark);
        return outcome.path("error").isMissingNode()
                ? found(first, second, row, mark)
                : refusal(first, row, mark, outcome.path("error").stringValue(""));
    }

    /// The code of a refusal, of which the platform has heard nothing.
    private static String refusal(CrossIm right, String row, String mark, String words) {
        Matcher code = CODE.matcher(words);
        boolean heard = !row.equals("recall") && heard(right, mark).findAny().isPresent();
        return heard ? "heard, and yet " + words : code.lookingAt() ? code.group(1) : words;
    }

    private Path file(String mark) {
        return host.home().resolve("cross/" + mark + ".json");
    }

    private JsonNode outcome(String mark) {
        await(im + " " + mark).pollInterval(PAUSE).until(() -> Files.exists(file(mark)));
        try {
            return Json.MAPPER.readTree(Files.readString(file(mark)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// How it was heard. What was accepted is on the wire already, but a page hears of it a moment later.
    private static String found(CrossIm right, CrossIm wrong, String row, String mark) {
        if (!inTime(() -> heard(right, mark).findAny().isPresent())) {
            return "not heard";
        }
        if (heard(wrong, mark).findAny().isPresent()) {
            return "by the wrong account";
        }
        List<String> kinds = heard(right, mark).map(Heard::kind).distinct().sorted().toList();
        String wanted = row.substring(row.indexOf(' ') + 1);
        return switch (wanted) {
            case "markdown" -> kinds.equals(List.of("text")) ? OK : String.join("+", kinds);
            case "mixed" -> kinds.equals(List.of("image", "text")) ? OK : String.join("+", kinds);
            // What comes as a file or a picture may have its name beside it.
            default -> kinds.contains(wanted) ? OK : String.join("+", kinds);
        };
    }

    private static boolean inTime(Callable<Boolean> condition) {
        try {
            await().pollInterval(PAUSE).until(condition);
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }

    private static Stream<Heard> heard(CrossIm played, String mark) {
        return played.heard().stream().filter(one -> one.content().contains(mark));
    }
}
