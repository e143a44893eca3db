package dev.botyard.adapters.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets grammY, a client that others wrote, judge the fake: what it takes for Telegram, the adapter may.
class GrammyIT {
    private final TelegramServer server = new TelegramServer(0, false);
    private final TelegramBot bot = server.bot();

    @Test
    void grammyTakesTheFakeForTelegram(@TempDir Path folder) throws Exception {
        try (server;
                Judge judge = Judge.start("grammy", GrammyIT.class, "grammy.mjs", folder,
                        Map.of("BOTYARD_API", server.url().toString(), "BOTYARD_TOKEN", bot.token))) {
            bot.webhook("https://elsewhere.example/", "other");
            judge.tell("start");
            assertEquals(bot.username, judge.await("online"));
            server.say("42", "private", "42", "Ann", "hello");
            assertEquals("hello", judge.await("got"));
            judge.await("sent");
            assertEquals("echo: hello", server.sent().getLast().text("text"));
            judge.tell("album");
            assertEquals("2", judge.await("album"));
            judge.tell("html");
            assertEquals("bold <x>", judge.await("html"));
            String file = server.keep("bytes".getBytes(StandardCharsets.UTF_8));
            server.deliver(TelegramServer.head("42", "private", "42", "Ann", server.nextId()) + ",\"photo\":[{\"file_id\":\""
                    + file + "\"}]}}");
            assertEquals("documents/" + file, judge.await("photo"));
            server.deliver(
                    "{\"update_id\":%ID%,\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":42},\"data\":\"yes\",\"message\":{\"message_id\":9,"
                            + "\"date\":1,\"chat\":{\"id\":42,\"type\":\"private\"}}}}");
            assertEquals("yes", judge.await("button"));
            server.fault("sendMessage", new TelegramServer.Fault(429,
                    "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 7\",\"parameters\":{\"retry_after\":7}}"));
            judge.tell("limit");
            assertEquals("7", judge.await("limit"));
            server.mend("sendMessage");
            judge.tell("stop");
            judge.await("stopped");
            judge.tell("start");
            assertEquals(bot.username, judge.await("online"));
            server.say("42", "private", "42", "Ann", "back");
            assertEquals("back", judge.await("got"));
            judge.await("sent");
            Patience.await().until(() -> bot.left().isEmpty());
            bot.updates(0, 100, 0);
            assertEquals("409", judge.await("ended"));
            assertEquals(List.of(), server.complaints());
            assertEquals(0, judge.end());
        }
    }
}
