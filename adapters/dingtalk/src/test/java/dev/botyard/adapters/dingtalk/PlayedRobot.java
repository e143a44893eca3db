package dev.botyard.adapters.dingtalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.dingtalk.DingtalkServer.App;
import dev.botyard.adapters.dingtalk.DingtalkServer.Call;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/// One robot of the server and a host for it.
abstract class PlayedRobot {
    static final String SECRET = "s3cret";
    static final String PERSON = "9007199254740993";
    static final String OUTSIDER = "$:LWCP_v1:$0utsid3r";
    static final String GROUP = "cidAbc+/9007199254740993==";

    final DingtalkServer server = new DingtalkServer();
    final App app = server.app("dingapp", SECRET);
    final MemoryStore store = new MemoryStore();
    AdapterHarness host;

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        if (host != null) {
            host.close();
        }
        assertEquals(List.of(), server.complaints());
    }

    HarnessBuilder account(String... settings) {
        return AdapterHarness.of(new DingtalkAdapterFactory()).store(store)
                .settings("client_id", "dingapp", "client_secret", SECRET, "api_url", server.url().toString(), "oapi_url",
                        server.url().toString())
                .settings(settings);
    }

    void online(String... settings) throws InterruptedException {
        host = account(settings).online();
    }

    void message(String data) {
        app.deliver("CALLBACK", DingtalkStream.MESSAGE, "", data);
    }

    /// A text arrives.
    MessageEvent says(String kind, String chat, String sender, String text) throws InterruptedException {
        message(DingtalkFrames.text(server, kind, chat, sender, "msg" + server.number(), text));
        return host.event(MessageEvent.class);
    }

    MessageEvent inGroup(String given) throws InterruptedException {
        message(DingtalkFrames.message(server, "2", GROUP, PERSON, "msg" + server.number(), given));
        return host.event(MessageEvent.class);
    }

    Receipt answer(MessageEvent event, Segment... segments) throws InterruptedException {
        return host.send(OutboundMessage.to(Target.of(event.chat())).inReplyTo(event.messageId()).segments(segments)
                .timeout(Patience.SOON).build());
    }

    Receipt push(Target target, Segment... segments) throws InterruptedException {
        return host.send(OutboundMessage.to(target).segments(segments).timeout(Patience.SOON).build());
    }

    AdapterException refused(Target target, Segment... segments) {
        return assertThrows(AdapterException.class, () -> push(target, segments));
    }

    static Segment text(String text) {
        return new Segment.Text(text);
    }

    /// The next call of a robot.
    Call call(String path) throws InterruptedException {
        Call call = server.calls.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(call, "no call came");
        assertEquals(path, call.path());
        return call;
    }

    static JsonNode params(Call call) {
        return Json.parse(Json.text(call.body(), "msgParam"));
    }
}
