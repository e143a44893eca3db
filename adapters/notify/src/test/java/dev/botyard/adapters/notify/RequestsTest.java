package dev.botyard.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.api.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private static HttpCall call(String... settings) {
        Map<String, List<String>> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], List.of(settings[i + 1]));
        }
        NotifyConfig config = NotifyConfig.of(new AdapterConfig(NotifyConfig.SCHEMA, given));
        OutboundMessage message = OutboundMessage.to(Target.group("default")).segments(new Segment.Text("x")).build();
        return Requests.send(config, Outbound.notes(message, config, "", "bot").getFirst(), NOW).build();
    }

    @Test
    void dingtalkIsSignedAsAnotherLanguageDoes() {
        assertTrue(call("service", "dingtalk-robot", "key", "T", "sign_secret", "SECabc").uri().toString().endsWith(
                "/robot/send?access_token=T&timestamp=1700000000000&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D"));
    }

    @Test
    void feishuIsSignedAsAnotherLanguageDoes() {
        HttpCall call = call("service", "feishu-robot", "key", "T", "sign_secret", "demo");
        assertEquals("8oT2n3SMKFfEnDoiwer8BUM/SjKLwe9SqoEIHlhDTKo=",
                Json.text(Json.parse(new String(call.body(), StandardCharsets.UTF_8)), "sign"));
    }

    @Test
    void keysOfServerchansThirdVersionFindTheirHost() {
        assertEquals("https://4711.push.ft07.com/send/sctp4711tAbC.send",
                call("service", "serverchan", "key", "sctp4711tAbC").uri().toString());
        assertEquals("https://sctapi.ftqq.com/SCT1.send", call("service", "serverchan", "key", "SCT1").uri().toString());
    }

    @Test
    void noAddressWithAKeyIsShown() {
        for (String service : List.of("bark", "pushplus", "serverchan", "dingtalk-robot", "feishu-robot", "slack-webhook",
                "discord-webhook")) {
            assertFalse(call("service", service, "key", "secret-key").toString().contains("secret"));
        }
    }
}
