package dev.botyard.adapters.onebot11;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.testkit.MemoryStore;
import java.time.Clock;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OneBotInboundProperties {
    private final OneBotInbound inbound = new OneBotInbound("qq", Clock.systemUTC(), new TemporarySessions(new MemoryStore()),
            false);

    @Property(tries = 1000)
    void anyFrameIsReadOrRefusedInWords(@ForAll("frames") String frame) throws InterruptedException {
        assertNotNull(Answer.of(Json.parse(frame)));
        try {
            assertNotNull(inbound.read(Json.parse(frame), null, false));
        } catch (IllegalArgumentException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    @Provide
    Arbitrary<String> frames() {
        Arbitrary<String> keys = Arbitraries.of("post_type", "message_type", "notice_type", "request_type", "sub_type",
                "group_id", "user_id",
                "self_id", "message_id", "message", "sender", "anonymous", "time", "file", "status", "retcode", "data", "type",
                "content", "likes",
                "url", "qq", "echo", "target_id");
        return Arbitraries.maps(keys, values(keys, 3)).ofMinSize(1).ofMaxSize(12).map(OneBotInboundProperties::object);
    }

    private static Arbitrary<String> values(Arbitrary<String> keys, int depth) {
        Arbitrary<String> plain = Arbitraries.of("null", "true", "0", "-1", "1.5", "1e400", "12345678901234567890123", "\"\"",
                "\"message\"",
                "\"notice\"", "\"request\"", "\"group\"", "\"private\"", "\"node\"", "\"forward\"", "\"[CQ:at,qq=1]x\"",
                "\"image\"", "\"7\"", "{}", "[]");
        if (depth == 0) {
            return plain;
        }
        Arbitrary<String> deeper = values(keys, depth - 1);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, plain),
                net.jqwik.api.Tuple.of(1, deeper.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                net.jqwik.api.Tuple.of(2, Arbitraries.maps(keys, deeper).ofMaxSize(4).map(OneBotInboundProperties::object)));
    }

    private static String object(java.util.Map<String, String> map) {
        return map.entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
