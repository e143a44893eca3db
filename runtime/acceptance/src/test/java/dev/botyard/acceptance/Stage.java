package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What is heard on the platform in one case: each message once and in order, every other call at any time.
final class Stage {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Yard yard;
    private final String group;
    /// Numbers of the calls that a step has asked for.
    private final Set<Integer> heard = new HashSet<>();

    Stage(Yard yard, String group) {
        this.yard = yard;
        this.group = group;
    }

    /// The next message of an account in a chat that was not heard yet.
    Yard.Call next(String account, String chat) {
        await("a message of " + account + " in " + chat).pollInterval(PAUSE)
                .until(() -> waiting(account, chat).findAny().isPresent());
        int number = waiting(account, chat).findFirst().orElseThrow();
        heard.add(number);
        return yard.calls().get(number);
    }

    private IntStream waiting(String account, String chat) {
        return IntStream.range(0, yard.calls().size()).filter(number -> !heard.contains(number)).filter(number -> {
            Yard.Call call = yard.calls().get(number);
            return call.isMessage() && call.account().equals(account) && call.chat().equals(chat);
        });
    }

    /// Plain text, unless the step says of which kinds its parts are.
    ///
    /// @return what it said
    String hear(String account, String chat, JsonNode words, JsonNode more) {
        Yard.Call call = next(account, chat);
        String text = call.wire().text();
        assertTrue(Wanted.text(words, text), () -> "it said " + text + ", wanted " + words);
        assertTrue(more.has("as") ? call.kinds().equals(more.path("as").asString()) : call.isPlain(),
                () -> "its parts were " + call.kinds() + ", wanted " + more.path("as").asString("text alone"));
        for (Map.Entry<String, JsonNode> value : more.path("part").properties()) {
            assertTrue(parts(call, value.getKey()).stream().anyMatch(got -> Wanted.text(value.getValue(), got)),
                    () -> "no part has " + value + ": " + call);
        }
        return text;
    }

    /// The values of a key in all parts of a message.
    private static List<String> parts(Yard.Call call, String key) {
        List<String> values = new ArrayList<>();
        call.wire().params().path("message").forEach(part -> values.add(part.path("data").path(key).asString("")));
        values.add(call.wire().param(key));
        return values;
    }

    void hearAll(String account, String chat, JsonNode words) {
        List<String> wanted = StreamSupport.stream(words.spliterator(), false).map(JsonNode::asString).sorted().toList();
        List<String> said = new ArrayList<>();
        wanted.forEach(one -> said.add(next(account, chat).wire().text()));
        assertEquals(wanted, said.stream().sorted().toList());
    }

    /// A call that came or comes, or exactly so many that came.
    ///
    /// @param account `""` for any
    void see(String account, String action, JsonNode with, JsonNode times) {
        if (times.isMissingNode()) {
            await(action + " with " + with).pollInterval(PAUSE).until(() -> seen(account, action, with).findAny().isPresent());
            heard.add(seen(account, action, with).findFirst().orElseThrow());
        } else {
            await(times + " times " + action + " with " + with).pollInterval(PAUSE)
                    .until(() -> seen(account, action, with).count() >= times.asInt());
            seen(account, action, with).forEach(heard::add);
            assertEquals(times.asInt(), seen(account, action, with).count(), "times " + action + " was called with " + with);
        }
    }

    private IntStream seen(String account, String action, JsonNode with) {
        return IntStream.range(0, yard.calls().size()).filter(number -> {
            Yard.Call call = yard.calls().get(number);
            return call.wire().action().equals(action) && (account.isEmpty() || call.account().equals(account))
                    && with.properties().stream().allMatch(one -> Wanted.text(one.getValue(), value(call, one.getKey())));
        });
    }

    /// A parameter, or the words of a message as `text`.
    private static String value(Yard.Call call, String key) {
        return key.equals("text") ? call.wire().text() : call.wire().param(key);
    }

    /// All that a platform got from an account in the case, in any order: `text hello`, `image hello`.
    void got(PlayedIm platform, String account, JsonNode wanted) {
        List<String> all = StreamSupport.stream(wanted.spliterator(), false).map(JsonNode::asString).sorted().toList();
        await("what " + account + " says").pollInterval(PAUSE)
                .untilAsserted(() -> assertEquals(all, platform.got(account).stream().sorted().toList()));
    }

    /// A call that a platform got, at any time or exactly so often.
    void told(PlayedIm platform, String call, JsonNode with, JsonNode times) {
        for (Map.Entry<String, JsonNode> one : with.properties()) {
            await(call + " with " + one).pollInterval(PAUSE).untilAsserted(() -> {
                long found = platform.told(call, one.getKey()).stream().filter(value -> Wanted.text(one.getValue(), value))
                        .count();
                assertTrue(times.isMissingNode() ? found > 0 : found == times.asInt(), () -> found + " times");
            });
        }
    }

    void nothingMoreWasSaid() {
        Optional<Yard.Call> more = yard.accounts().keySet().stream().flatMapToInt(account -> waiting(account, group))
                .mapToObj(number -> yard.calls().get(number)).findFirst();
        assertTrue(more.isEmpty(), () -> "nobody asked for what was said besides: " + more.orElseThrow());
    }
}
