package dev.botyard.adapters.dingtalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.dingtalk.DingtalkServer.App;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A second opinion on the fake: DingTalk's own stream client takes it for DingTalk.
class StreamClientIT {
    @Test
    void theVendorsClientIsContent(@TempDir Path folder) throws Exception {
        try (DingtalkServer server = new DingtalkServer()) {
            App app = server.app("dingapp", "s3cret");
            Map<String, String> environment = Map.of("SERVER", server.url().toString(), "CLIENT_ID", app.id, "CLIENT_SECRET",
                    app.secret);
            try (Judge judge = Judge.start("dingtalk-stream", getClass(), "dingtalk-stream.cjs", folder, environment)) {
                assertEquals("true", judge.await("online"));
                app.deliver("CALLBACK", DingtalkStream.MESSAGE, "",
                        DingtalkFrames.text(server, "1", "", "9007199254740993", "msg1", "hello"));
                assertEquals("msg1 9007199254740993 hello", judge.await("message"));
                assertTrue(answer(app).has("response"));
                assertEquals("0", judge.await("answered"));
                assertEquals("answer to hello", Json.text(server.calls.take().body().path("text"), "content"));

                app.deliver("EVENT", "*", "chat_add_member", "{\"openConversationId\":\"cid1\",\"userId\":[\"7\"]}");
                assertEquals("chat_add_member", judge.await("event"));
                assertEquals("SUCCESS", Json.text(answer(app), "status"));
                app.deliver("CALLBACK", DingtalkStream.CARD, "", "{\"outTrackId\":\"card1\"}");
                assertEquals("card1", judge.await("card"));

                server.lines().forEach(WireSocket::abort);
                app.deliver("CALLBACK", DingtalkStream.MESSAGE, "", DingtalkFrames.text(server, "1", "", "7", "msg2", "again"));
                assertEquals("msg2 7 again", judge.await("message"));
                // It asks anew each second until it is connected, so how often is a matter of pace.
                assertTrue(server.opened.get() >= 2, "it has come back");

                judge.tell("7");
                assertTrue(judge.await("pushed").startsWith("k"));
                assertEquals(0, judge.end());
                assertEquals("", judge.errors());
            }
            assertEquals(List.of(), server.complaints());
        }
    }

    private static JsonNode answer(App app) throws InterruptedException {
        JsonNode answer = app.answers.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(answer, "the frame was not answered");
        return answer;
    }
}
