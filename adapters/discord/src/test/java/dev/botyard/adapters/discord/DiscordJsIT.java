package dev.botyard.adapters.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.Judge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets discord.js, which nobody of this project wrote, take the fake for Discord.
class DiscordJsIT {
    private static final String TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.token.judge";

    @TempDir
    private Path folder;

    private final DiscordServer server = new DiscordServer();
    private final DiscordBot bot = server.bot(TOKEN);

    @AfterEach
    void close() {
        server.close();
    }

    private Judge judge() throws Exception {
        return Judge.start("discord.js", getClass(), "discord-js.mjs", folder,
                Map.of("PORT", Integer.toString(server.api().getPort()), "TOKEN", TOKEN));
    }

    private String says(String text) {
        String id = server.nextId();
        server.dispatch("MESSAGE_CREATE", DiscordObjects.message(id, DiscordServer.CHANNEL, DiscordServer.GUILD,
                DiscordObjects.person(DiscordServer.ANN, "Ann"), text));
        return id;
    }

    @Test
    void itLogsInReceivesSendsAndResumes() throws Exception {
        try (Judge judge = judge()) {
            assertEquals(bot.id(), judge.await("online"));
            String asked = says("ping");
            assertEquals(DiscordServer.GUILD + " " + DiscordServer.ANN + " ping", judge.await("heard"));
            judge.await("sent");
            DiscordRest.Sent answer = server.rest.sent.getLast();
            assertEquals("pong", Json.text(answer.payload(), "content"));
            assertEquals(asked, Json.text(answer.payload().path("message_reference"), "message_id"));

            judge.tell("edit");
            judge.await("edited");
            judge.tell("recall");
            judge.await("recalled");
            judge.tell("file");
            assertTrue(judge.await("sent").endsWith(" 1"), "the attachment came back");
            assertEquals(List.of("picture.gif"), server.rest.sent.getLast().files());
            judge.tell("direct " + DiscordServer.ANN);
            judge.await("sent");
            assertEquals(DiscordServer.ANN, server.rest.sent.getLast().person());
            judge.tell("members");
            assertEquals("2", judge.await("members"));

            server.say(DiscordSession.frame(7, null, null, null));
            judge.await("resumed");
            says("while away");
            assertEquals(DiscordServer.GUILD + " " + DiscordServer.ANN + " while away", judge.await("heard"));
            assertEquals(1, server.identifies.get());
            server.drop();
            says("again");
            assertEquals(DiscordServer.GUILD + " " + DiscordServer.ANN + " again", judge.await("heard"));
            judge.await("resumed");
            assertEquals(1, server.identifies.get());
            assertEquals(2, server.resumes.get());
            assertEquals(0, judge.end());
        }
        assertEquals(List.of(), server.rest.complaints);
    }

    @Test
    void itHearsWhatElseHappens() throws Exception {
        try (Judge judge = judge()) {
            judge.await("online");
            String asked = says("ping");
            judge.await("sent");
            server.dispatch("MESSAGE_REACTION_ADD",
                    Map.of("user_id", DiscordServer.ANN, "channel_id", DiscordServer.CHANNEL, "message_id",
                            asked, "guild_id", DiscordServer.GUILD, "emoji", Map.of("name", "👍"), "type", 0));
            assertEquals("👍 " + DiscordServer.ANN, judge.await("reaction"));
            String newcomer = server.nextId();
            server.dispatch("GUILD_MEMBER_ADD", DiscordEvents.joined(newcomer));
            assertEquals(newcomer, judge.await("joined"));
            server.dispatch("MESSAGE_DELETE",
                    Map.of("id", asked, "channel_id", DiscordServer.CHANNEL, "guild_id", DiscordServer.GUILD));
            assertEquals(asked, judge.await("deleted"));
            server.dispatch("INTERACTION_CREATE", DiscordEvents.pressed(server, bot, asked));
            assertEquals("yes", judge.await("pressed"));
            assertEquals(0, judge.end());
        }
        assertEquals(List.of(), server.rest.complaints);
    }
}
