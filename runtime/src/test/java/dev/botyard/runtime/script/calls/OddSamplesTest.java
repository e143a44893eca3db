package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.payment.Amount;
import dev.botyard.runtime.script.worker.CallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What scripts say in other types and spellings than the protocol's page, each with what the host reads in it. The SDKs' tests hold that
/// scripts of both languages say exactly this.
class OddSamplesTest {
    private static final Path GOLDEN = Path.of("..", "plugins", "protocol", "golden");
    private static final Origin ORIGIN = new Origin(Trigger.CRON, "", "", "", "run-1", Path.of("plugins"));
    private static final Map<String, Function<Params, Object>> READERS = Map.of(
            "push", params -> SendCalls.request(ORIGIN, params),
            "reply", params -> SendCalls.reply(ORIGIN, Chat.direct("42"), "", params),
            "recall", params -> params.items("ids").flatMap(RecallCalls::ids).toList(),
            "listen", params -> {
                WaitCalls.Question question = WaitCalls.Question.read(params);
                return Map.of("limit", question.limit().toMillis(), "recall_after", question.recallAfter(), "group",
                        question.group());
            },
            "waitPay", params -> Map.of("exitcode", params.text("exitcode"), "timeout", params.timeout(), "amount",
                    Amount.of(params.text("amount")).orElseThrow()),
            "cron", params -> {
                Map<String, Object> read = new LinkedHashMap<>(CronFields.read(params));
                read.put("id", CronCalls.id(params));
                return read;
            },
            "group", params -> params.has("action")
                    ? List.of(GroupCalls.arg(params, 0), "" + GroupCalls.seconds(GroupCalls.arg(params, 1)).toSeconds())
                    : GroupCalls.options(params),
            "notifyMasters", params -> Map.of("content", params.written("content"), "imtypes", params.words("imtypes")),
            "history", params -> params.number("number", 1),
            "bucket", params -> Map.of("bucket", BucketCalls.bucket(params), "key", params.written("key"), "value",
                    params.written("value")));

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.getFileName().toString().contains("-odd")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areReadAsWhatTheyMean(Path file) throws IOException {
        JsonNode sample = Json.MAPPER.readTree(Files.readString(file));
        String method = sample.at("/message/method").stringValue().split("\\.")[0];
        Params params = new Params(sample.at("/message/params"));
        if (sample.path("answer").has("error")) {
            CallException refused = assertThrows(CallException.class, () -> READERS.get(method).apply(params));
            assertEquals(sample.at("/answer/error/message").stringValue(), refused.getMessage());
            assertEquals(sample.at("/answer/error/data/code").stringValue(), refused.code());
            return;
        }
        JsonNode read = Json.MAPPER.readTree(Shown.text(READERS.get(method).apply(params)));
        JsonNode means = sample.path("means");
        if (means.isObject() && method.matches("push|reply")) {
            means.propertyNames().forEach(name -> assertEquals(means.path(name), read.path(name), name));
        } else {
            assertEquals(means, method.equals("cron") && !means.has("id") ? without(read, "id") : read);
        }
    }

    private static JsonNode without(JsonNode read, String name) {
        assertEquals("", read.path(name).stringValue());
        return ((tools.jackson.databind.node.ObjectNode) read).without(name);
    }
}
