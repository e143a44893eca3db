package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.MemoryStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class WeixinInboundProperties {
    private static final Arbitrary<String> KEYS = Arbitraries.of("message_id", "msg_id", "svr_id", "from_user_id", "to_user_id",
            "create_time_ms", "message_type", "item_list", "type", "text_item", "image_item", "voice_item", "file_item",
            "video_item",
            "text", "media", "full_url", "encrypt_query_param", "aes_key", "aeskey", "file_name", "len", "ref_msg",
            "message_item",
            "title", "partial_text", "start", "end", "startindex", "endindex", "quotemd5", "seq");

    private final WeixinInbound inbound = new WeixinInbound(Clock.systemUTC(), new Recollection(new MemoryStore(), 10));

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anythingIsReadOrRefusedInWords(@ForAll("objects") String message) {
        try {
            assertNotNull(inbound.read(Json.parse(message)));
        } catch (IllegalArgumentException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void noItemOfAMessageIsLost(@ForAll("items") List<String> items) {
        MessageEvent event = inbound
                .read(Json.parse("{\"from_user_id\":\"ann\",\"item_list\":[" + String.join(",", items) + "]}"));
        assertEquals(items.size(), event.segments().stream().filter(segment -> !(segment instanceof Segment.Reply)).count());
    }

    @Provide
    Arbitrary<String> objects() {
        return Arbitraries.maps(KEYS, values(2)).ofMinSize(1).ofMaxSize(10).map(WeixinInboundProperties::object);
    }

    @Provide
    Arbitrary<List<String>> items() {
        Arbitrary<String> types = Arbitraries.of("1", "2", "3", "4", "5", "11", "null", "\"x\"");
        return Combinators.combine(types, Arbitraries.maps(KEYS, values(2)).ofMaxSize(8)).as((type, map) -> {
            Map<String, String> item = new LinkedHashMap<>(map);
            item.put("type", type);
            return object(item);
        }).list().ofMaxSize(4);
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> plain = Arbitraries.of("null", "true", "0", "1", "2", "3", "4", "5", "-1", "1.5", "1e400",
                "12345678901234567890123", "\"\"", "\"a\"", "\"../x\\\\y\"", "\"7\"", "{}", "[]");
        if (depth == 0) {
            return plain;
        }
        Arbitrary<String> deeper = values(depth - 1);
        Arbitrary<String> object = Arbitraries.maps(KEYS, deeper).ofMaxSize(5).map(WeixinInboundProperties::object);
        return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(2, object),
                Tuple.of(2, object.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")));
    }

    private static String object(Map<String, String> map) {
        return map.entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
