package dev.botyard.adapters.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordReceiveIT {
    private final PlayedDiscord discord = new PlayedDiscord();
    private AdapterHarness host;

    @BeforeEach
    void online() throws InterruptedException {
        host = discord.account().online();
    }

    @AfterEach
    void close() throws InterruptedException {
        host.close();
        discord.close();
    }

    private MessageEvent message() throws InterruptedException {
        return host.event(MessageEvent.class);
    }

    private EventDetails notice() throws InterruptedException {
        return host.event(NoticeEvent.class).details();
    }

    @Test
    void aMessageHasItsChannelSenderAndTime() throws InterruptedException {
        String id = discord.says("hello", Map.of("member", Map.of("nick", "Annie", "roles", List.of()), "timestamp",
                "2026-02-03T04:05:06.789000+00:00"));
        MessageEvent event = message();
        assertEquals(id, event.id());
        assertEquals(ChatKind.GROUP, event.chat().kind());
        assertEquals(DiscordServer.CHANNEL, event.chat().id());
        assertEquals("Friends #general", event.chat().name());
        assertEquals("Annie", event.sender().name());
        assertEquals("https://cdn.invalid/avatars/" + DiscordServer.ANN + "/abc.png", event.sender().avatarUrl());
        assertEquals(Instant.parse("2026-02-03T04:05:06.789Z"), event.time());
        assertTrue(event.once());
    }

    @Test
    void aPrivateMessageIsTheChatWithThePerson() throws InterruptedException {
        Map<String, Object> message = DiscordObjects.message(discord.server.nextId(),
                discord.server.rest.direct(DiscordServer.ANN), "",
                DiscordObjects.person(DiscordServer.ANN, "Ann"), "psst");
        discord.server.dispatch("MESSAGE_CREATE", message);
        assertEquals(Chat.direct(DiscordServer.ANN), message().chat());
        host.send(Target.person(DiscordServer.ANN), "yes?");
        assertEquals(message.get("channel_id"), discord.server.rest.sent.getLast().channel());
        MessageEvent own = message();
        assertTrue(own.own());
        assertEquals(Chat.direct(DiscordServer.ANN), own.chat());
    }

    @Test
    void marksInTheTextAreParts() throws InterruptedException {
        discord.says("hi <@" + discord.bot.id() + "> and <@!7>, <@&8> in <#9> <:smile:10> <a:dance:11> @everyone",
                Map.of("mentions", List.of(discord.bot.user()), "mention_everyone", true));
        assertEquals(
                List.of(new Segment.Text("hi "), new Segment.At(discord.bot.id(), discord.bot.name()), new Segment.Text(" and "),
                        new Segment.At("7", ""), new Segment.Text(", "), new Segment.Unknown("role", Map.of("id", "8")),
                        new Segment.Text(" in "),
                        new Segment.Unknown("channel", Map.of("id", "9")), new Segment.Text(" "), new Segment.Face("smile:10"),
                        new Segment.Text(" "), new Segment.Face("a:dance:11"), new Segment.Text(" "), new Segment.AtAll()),
                message().segments());
        discord.says("@everyone is a word here");
        assertEquals(List.of(new Segment.Text("@everyone is a word here")), message().segments());
    }

    @Test
    void aQuotedMessageComesWithItsText() throws InterruptedException {
        discord.says("so do I", Map.of("type", 19, "message_reference", Map.of("type", 0, "message_id", "5", "channel_id", "6"),
                "referenced_message", Map.of("id", "5", "content", "I like it")));
        assertEquals(List.of(new Segment.Reply("5", "I like it"), new Segment.Text("so do I")), message().segments());
    }

    @Test
    void aForwardedMessageIsShownWithWhatItSays() throws InterruptedException {
        discord.says("", Map.of("message_reference", Map.of("type", 1, "message_id", "5", "channel_id", "6"), "message_snapshots",
                List.of(Map.of("message", Map.of("content", "once said")))));
        Segment.Forward forward = assertInstanceOf(Segment.Forward.class, message().segments().getFirst());
        assertEquals("5", forward.id());
        assertEquals(List.of(new Segment.Text("once said")),
                forward.nodes().stream().map(ForwardNode::segments).findFirst().orElseThrow());
    }

    private static Map<String, Object> attachment(String id, String name, String type) {
        return Map.of("id", id, "filename", name, "content_type", type, "size", 9, "url", "https://cdn.invalid/" + id + "?ex=1");
    }

    @Test
    void attachmentsAreMediaThatCanBeFoundAgain() throws InterruptedException {
        discord.says("see",
                Map.of("attachments", List.of(attachment("21", "a.png", "image/png"), attachment("22", "b.mp4", "video/mp4"),
                        attachment("23", "c.mp3", "audio/mpeg"), attachment("24", "d.txt", "text/plain; charset=utf-8")),
                        "sticker_items",
                        List.of(Map.of("id", "31", "name", "wave", "format_type", 1))));
        MessageEvent event = message();
        assertEquals(List.of("Text", "Image", "Video", "Voice", "File", "Image"),
                event.segments().stream().map(segment -> segment.getClass().getSimpleName()).toList());
        Media file = ((Segment.File) event.segments().get(4)).media();
        assertEquals("text/plain", file.mimeType());
        assertEquals("https://cdn.invalid/stickers/31.png", ((Segment.Image) event.segments().get(5)).media().source());
        assertEquals("https://cdn.invalid/24?ex=1", host.ability(FileResolution.class).resolve("file", file.platform()).source());
    }

    @Test
    void otherBotsAreNotHeardUnlessTheAccountSaysSo() throws InterruptedException {
        Map<String, Object> author = new HashMap<>(DiscordObjects.person("77", "Robot"));
        author.put("bot", true);
        discord.says("beep", Map.of("author", author));
        discord.says("hook", Map.of("webhook_id", "5"));
        discord.says("joined", Map.of("type", 7));
        discord.says("person");
        assertEquals("person", message().segments().getFirst().asText());
        host.stop();
        host.with("bots", "true").connect();
        discord.says("beep", Map.of("author", author));
        assertEquals("beep", message().segments().getFirst().asText());
    }

    @Test
    void anEditIsANoticeAndAPreviewIsNot() throws InterruptedException {
        Map<String, Object> edit = DiscordObjects.message("5", DiscordServer.CHANNEL, DiscordServer.GUILD,
                DiscordObjects.person(DiscordServer.ANN, "Ann"), "better");
        discord.server.dispatch("MESSAGE_UPDATE", edit);
        edit.put("edited_timestamp", "2026-02-03T04:05:06.789000+00:00");
        discord.server.dispatch("MESSAGE_UPDATE", edit);
        EventDetails notice = notice();
        assertEquals("edit:5:2026-02-03T04:05:06.789000+00:00", notice.id());
        assertEquals("message.edit better", notice.name() + " " + notice.data().get("text"));
        assertEquals("5", notice.data().get("message_id"));
    }

    @Test
    void aRecallNamesWhoHadSaidIt() throws InterruptedException {
        String id = discord.says("oops");
        message();
        discord.server.dispatch("MESSAGE_DELETE",
                Map.of("id", id, "channel_id", DiscordServer.CHANNEL, "guild_id", DiscordServer.GUILD));
        EventDetails recall = notice();
        assertEquals(EventNames.MESSAGE_RECALL, recall.name());
        assertEquals(id, recall.data().get("message_id"));
        assertEquals(DiscordServer.ANN, recall.person().id());
        assertEquals(DiscordServer.CHANNEL, recall.data().get("group_id"));
        discord.server.dispatch("MESSAGE_DELETE_BULK",
                Map.of("ids", List.of("1", "2"), "channel_id", DiscordServer.CHANNEL, "guild_id",
                        DiscordServer.GUILD));
        assertEquals("recall:1", notice().id());
        assertEquals("recall:2", notice().id());
    }

    @Test
    void whoJoinsAndLeavesIsToldWhereTheServerGreets() throws InterruptedException {
        discord.server.dispatch("GUILD_MEMBER_ADD", DiscordEvents.joined("88"));
        EventDetails joined = notice();
        assertEquals(EventNames.GROUP_MEMBER_JOIN, joined.name());
        assertEquals("Newcomer", joined.person().name());
        assertEquals(DiscordServer.CHANNEL, joined.chat().orElseThrow().id());
        discord.server.dispatch("GUILD_MEMBER_REMOVE", DiscordEvents.joined("88"));
        assertEquals(EventNames.GROUP_MEMBER_LEAVE, notice().name());
    }

    @Test
    void whoIsSilencedIsToldOnceAndWhenItEnds() throws InterruptedException {
        Map<String, Object> member = new HashMap<>(DiscordEvents.joined("88"));
        discord.server.dispatch("GUILD_MEMBER_UPDATE", member);
        member.put("communication_disabled_until", Instant.now().plus(10, ChronoUnit.MINUTES).toString());
        discord.server.dispatch("GUILD_MEMBER_UPDATE", member);
        discord.server.dispatch("GUILD_MEMBER_UPDATE", member);
        assertEquals(EventNames.GROUP_MEMBER_BAN, notice().name());
        discord.server.dispatch("GUILD_MEMBER_UPDATE", DiscordEvents.joined("88"));
        assertEquals(EventNames.GROUP_MEMBER_UNBAN, notice().name());
    }

    @Test
    void aReactionNamesMessageAndEmoji() throws InterruptedException {
        discord.server.dispatch("MESSAGE_REACTION_ADD", Map.of("user_id", DiscordServer.ANN, "channel_id", DiscordServer.CHANNEL,
                "message_id", "5", "guild_id", DiscordServer.GUILD, "emoji", Map.of("name", "👍")));
        EventDetails reaction = notice();
        assertEquals("message.reaction 👍", reaction.name() + " " + reaction.data().get("emoji"));
        assertEquals("5", reaction.data().get("message_id"));
        assertEquals("add", reaction.data().get("sub_type"));
    }

    @Test
    void aPressedButtonIsAcknowledged() throws InterruptedException {
        Map<String, Object> press = DiscordEvents.pressed(discord.server, discord.bot, "5");
        discord.server.dispatch("INTERACTION_CREATE", press);
        EventDetails pressed = notice();
        assertEquals("button.press yes", pressed.name() + " " + pressed.data().get("button_id"));
        assertEquals("5", pressed.data().get("message_id"));
        assertEquals("Annie", pressed.person().name());
        assertEquals("POST /interactions/" + press.get("id") + "/secret-of-the-press/callback",
                discord.server.rest.calls.getLast());
        assertEquals(6, Json.number(discord.server.rest.bodies.getLast(), "type"));
    }
}
