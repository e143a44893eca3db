package dev.botyard.adapters.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.slack.SlackServer.Bot;
import dev.botyard.testkit.Judge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slack's own client, Bolt, takes the fake for Slack.
class SlackClientIT {
    @Test
    void slacksOwnClientIsContent(@TempDir Path folder) throws Exception {
        try (SlackServer server = new SlackServer()) {
            Bot bot = server.bot();
            try (Judge bolt = Judge.start("slack", SlackClientIT.class, "bolt.mjs", folder,
                    Map.of("SLACK_URL", server.url().toString(), "BOT_TOKEN", bot.token, "APP_TOKEN", bot.appToken))) {
                assertEquals(bot.userId, bolt.await("online"));
                server.tell(bot, "Ev1",
                        "{\"type\":\"message\",\"channel\":\"C1\",\"channel_type\":\"channel\",\"user\":\"U1\",\"text\":\"hello\",\"ts\":"
                                + "\"1700000000.123456\",\"event_ts\":\"1700000000.123456\"}");
                assertEquals("hello 1700000000.123456", bolt.await("message"));
                assertTrue(bolt.await("sent").matches("C1 \\d+\\.\\d{6}"));
                bolt.tell("upload");
                bolt.await("uploaded");
                assertEquals("from bolt", new String(server.files.getFirst().bytes(), StandardCharsets.UTF_8));
                server.send(bot,
                        "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\",\"debug_info\":{\"host\":\"applink-1\"}}");
                bolt.await("online-again");
                server.envelope(bot, "slash_commands",
                        "{\"command\":\"/weather\",\"text\":\"Oslo\",\"user_id\":\"U1\",\"channel_id\":\"C1\","
                                + "\"team_id\":\"T1\",\"trigger_id\":\"T.1\",\"response_url\":\"" + server.url() + "response\"}");
                assertEquals("/weather Oslo", bolt.await("command"));
                assertEquals(0, bolt.end(), bolt.errors());
            }
            assertEquals(List.of(), server.complaints);
        }
    }
}
