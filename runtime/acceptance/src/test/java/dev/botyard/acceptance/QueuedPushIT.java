package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Pushes with `options.queue` on a live host: promised, kept in order, given up in words.
class QueuedPushIT {
    private RunningHost host;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n").file("botyard.yaml", "push: { queue_max: 30 }\n");
        host.python("later.py", "", "print(middleware.push('qq', '5', '', '', 'from a script', {'queue': True, 'strict': True}),"
                + " middleware.pushFile('qq', '5', '', '', 'base64://aGVsbG8=', {'queue': True, 'filename': 'a.txt'}))");
        host.start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private JsonNode push(String group, String text, String options) {
        return host.post("/push", "{\"imType\":\"qq\",\"groupCode\":\"" + group + "\",\"content\":\"" + text
                + "\",\"options\":{\"queue\":true" + options + "}}");
    }

    private static String code(JsonNode receipt) {
        return receipt.path("code").stringValue("") + " " + receipt.path("sent").intValue(-1);
    }

    private List<String> states() {
        return host.get("/queue").path("pushes").valueStream()
                .map(push -> push.path("state").stringValue("") + " " + push.path("code").stringValue("")).toList();
    }

    private static List<String> texts(SimulatedAccount bot, String group) {
        return bot.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals(group)).map(RecordedCall::text)
                .toList();
    }

    private void awaitEmpty() {
        await().until(() -> states().isEmpty());
    }

    @Test
    void whatWaitsArrivesInOrderOnceTheAccountIsThere() throws Exception {
        List<String> said = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
        said.forEach(text -> assertEquals("queued 0", code(push("5", text, ""))));
        assertEquals("0 0\n", host.fake("later.py").path("output").stringValue(""));

        SimulatedAccount bot = host.connect("bot", "10001");
        awaitEmpty();

        assertEquals(said, texts(bot, "5").subList(0, 20));
        assertEquals("from a script", texts(bot, "5").get(20));
        bot.awaitCall("upload_group_file", SOON);
        assertEquals("accepted 1", code(push("5", "now", "")));
        assertEquals(List.of(), states());
    }

    @Test
    void oneChatDoesNotHoldUpAnother() throws Exception {
        SimulatedAccount bot = host.simulator().account("10001");
        push("6", "poison", "");
        push("6", "after it", "");
        push("7", "elsewhere", "");
        bot.once("send_group_msg", Behaviour.failed(100, "refused for good"));
        host.connect("bot", "10001");
        await().until(() -> texts(bot, "6").size() == 2 && texts(bot, "7").size() == 1);
        await().until(() -> states().equals(List.of("failed rejected")));
        String id = host.get("/queue").path("pushes").path(0).path("id").stringValue("");
        assertEquals("queued", host.post("/queue/" + id + "/resend", "").path("state").stringValue(""));
        awaitEmpty();
        assertEquals(404, host.send("POST", "/api/v1/queue/" + id + "/resend", "", host.token()).statusCode());
    }

    @Test
    void whatCannotBeSentInTimeExpiresAndCanBeSentAgain() throws Exception {
        JsonNode push = push("5", "late", ",\"ttl\":1");
        await().until(() -> states().equals(List.of("failed expired")));
        String id = push.path("id").stringValue("");
        await().until(() -> host.get("/pushes?code=expired").path("pushes").size() == 1);
        host.post("/queue/" + id + "/cancel", "");
        assertEquals(List.of(), states());
    }

    @Test
    void whatIsCancelledIsNotSent() throws Exception {
        String id = push("5", "never", "").path("id").stringValue("");
        push("5", "always", "");
        assertEquals("queued", host.post("/queue/" + id + "/cancel", "").path("state").stringValue(""));
        SimulatedAccount bot = host.connect("bot", "10001");
        awaitEmpty();
        assertEquals(List.of("always"), texts(bot, "5"));
    }

    @Test
    void theQueueHasAnEnd() {
        IntStream.range(0, 30).forEach(i -> assertEquals("queued 0", code(push("5", "m" + i, ""))));
        assertEquals("quota_exhausted 0", code(push("5", "too much", "")));
        assertEquals("no_account 0", code(host.post("/push",
                "{\"imType\":\"tg\",\"userID\":\"5\",\"content\":\"x\",\"options\":{\"queue\":true}}")), "nobody ever will");
        HttpResponse<String> wrong = host.send("POST", "/api/v1/push",
                "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"x\",\"options\":{\"queue\":true,\"ttl\":\"soon\"}}",
                host.token());
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("options.ttl is 'soon'"), wrong.body());
    }

    @Test
    void aRepeatedKeyTellsWhatHasBecomeOfIt() throws Exception {
        String body = "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"once\",\"options\":{\"queue\":true}}";
        String[] key = {"Idempotency-Key", "order-1"};
        assertTrue(host.send("POST", "/api/v1/push", body, host.token(), key).body().contains("\"code\":\"queued\""));
        SimulatedAccount bot = host.connect("bot", "10001");
        awaitEmpty();
        String repeated = host.send("POST", "/api/v1/push", body, host.token(), key).body();
        assertTrue(repeated.contains("\"code\":\"accepted\""), repeated);
        assertEquals(1, bot.callsOf("send_private_msg").size());
    }
}
