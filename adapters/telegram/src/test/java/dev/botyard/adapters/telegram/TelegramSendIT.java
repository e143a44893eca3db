package dev.botyard.adapters.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.telegram.TelegramServer.Call;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes out, over real sockets.
class TelegramSendIT {
    private static final Target GROUP = Target.group("-1009007199254740993");

    private final TelegramServer server = new TelegramServer(0, true);
    private final TelegramBot bot = server.bot();
    private final AdapterHarness host = AdapterHarness.of(new TelegramAdapterFactory()).with("token", bot.token)
            .with("base_url", server.url().toString()).build();

    @BeforeEach
    void connect() throws InterruptedException {
        host.connect();
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        host.close();
    }

    private static Media media(String name) {
        return TestMedia.local(name, "bytes");
    }

    private Receipt send(OutboundMessage.Builder message, Segment... segments) throws InterruptedException {
        return host.send(message.segments(segments).timeout(Patience.SOON).build());
    }

    private Receipt send(Segment... segments) throws InterruptedException {
        return send(OutboundMessage.to(GROUP), segments);
    }

    @Test
    void markdownIsShownAndMentionsNamePeople() throws Exception {
        send(new Segment.Markdown("**bold** <x> [a](https://b.example/?c=d&e)"), new Segment.At("42", "Ann & Co"));
        Call call = server.sent().getLast();
        assertEquals("HTML", call.text("parse_mode"));
        assertTrue(call.text("text").contains("<b>bold</b> &lt;x&gt;"), call.text("text"));
        assertTrue(call.text("text").contains("<a href=\"tg://user?id=42\">@Ann &amp; Co</a>"), call.text("text"));
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void whatCannotBeParsedIsSentPlainly() throws Exception {
        server.fault("sendMessage", new TelegramServer.Fault(400,
                "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: can't parse entities: x\"}"));
        assertThrows(AdapterException.class, () -> send(new Segment.Markdown("**bold**")));
        assertEquals(List.of("HTML", ""), server.sent().stream().map(call -> call.text("parse_mode")).toList());
        assertEquals("bold", server.sent().getLast().text("text"));
    }

    @Test
    void picturesAndFilmsAreAnAlbumWithACaption() throws Exception {
        Receipt receipt = send(new Segment.Image(media("a.png")), new Segment.Text("look"),
                new Segment.Image(media("b.png")));
        assertEquals(List.of("sendPhoto", "sendPhoto"), server.sent().stream().map(Call::method).toList());
        assertEquals("look", server.sent().getFirst().text("caption"));
        assertEquals(2, receipt.messageIds().size());
        Receipt album = send(new Segment.Text("all"), new Segment.Image(media("a.png")),
                new Segment.Video(media("b.mp4")));
        Call call = server.sent().getLast();
        assertEquals("sendMediaGroup", call.method());
        assertEquals("all", call.fields().path("media").path(0).path("caption").asString());
        assertEquals(2, album.messageIds().size());
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void aPictureThatIsNoneForTelegramGoesAsAFile() throws Exception {
        send(new Segment.Image(media("odd.png")));
        assertEquals(List.of("sendPhoto", "sendDocument"), server.sent().stream().map(Call::method).toList());
        assertEquals("odd.png", server.sent().getLast().files().get("document").name());
    }

    @Test
    void answersGoToTheTopicAndQuoteTheMessage() throws Exception {
        server.forum(GROUP.chatId());
        send(OutboundMessage.to(GROUP).inReplyTo(GROUP.chatId() + "/5/9007199254740993"),
                new Segment.Reply(GROUP.chatId() + "/5/9007199254740993", ""), new Segment.Text("yes"));
        Call call = server.sent().getLast();
        assertEquals("5", call.text("message_thread_id"));
        assertEquals("9007199254740993", call.fields().path("reply_parameters").path("message_id").asString());
        Receipt receipt = send(OutboundMessage.to(Target.group(GROUP.chatId() + "/6")), new Segment.Text("pushed"));
        assertEquals("6", server.sent().getLast().text("message_thread_id"));
        assertTrue(receipt.messageIds().getFirst().startsWith(GROUP.chatId() + "/6/"), receipt.toString());
    }

    @Test
    void optionsOfTheScriptArePassedOn() throws Exception {
        send(OutboundMessage.to(GROUP).options(Map.of("disable_notification", true, "chat_id", "1", "reply_markup",
                Map.of("inline_keyboard", List.of(List.of(Map.of("text", "Yes", "callback_data", "yes")))))),
                new Segment.Text("?"));
        Call call = server.sent().getLast();
        assertEquals(GROUP.chatId(), call.text("chat_id"));
        assertEquals("true", call.text("disable_notification"));
        assertEquals("yes",
                call.fields().path("reply_markup").path("inline_keyboard").path(0).path(0).path("callback_data").asString());
    }

    @Test
    void whatFailsAfterAPartWasSentIsNotSentAgain() throws Exception {
        server.fault("sendVoice",
                new TelegramServer.Fault(400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: VOICE_MESSAGES_FORBIDDEN\"}"));
        AdapterException failure = assertThrows(AdapterException.class, () -> send(new Segment.Text("one"),
                new Segment.Image(media("a.png")), new Segment.Text("two"), new Segment.Voice(media("v.ogg"), "")));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.kind());
        assertTrue(failure.getMessage().contains(GROUP.chatId() + "/"), failure.getMessage());
    }

    @Test
    void refusalsAreSortedByWhatTheyMean() {
        Map<String, ErrorKind> kinds = Map.of("403 Forbidden: bot was blocked by the user", ErrorKind.UNREACHABLE_TARGET,
                "400 Bad Request: CHAT_WRITE_FORBIDDEN", ErrorKind.REJECTED,
                "400 Bad Request: wrong file identifier/HTTP URL specified",
                ErrorKind.MEDIA, "401 Unauthorized", ErrorKind.AUTHENTICATION, "500 Internal Server Error",
                ErrorKind.UNKNOWN_OUTCOME,
                "413 Request Entity Too Large", ErrorKind.MEDIA, "429 Too Many Requests", ErrorKind.RATE_LIMITED);
        kinds.forEach((said, kind) -> {
            int code = Integer.parseInt(said.substring(0, 3));
            server.fault("sendMessage",
                    new TelegramServer.Fault(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\""
                            + said.substring(4) + "\"}"));
            AdapterException failure = assertThrows(AdapterException.class, () -> send(new Segment.Text("x")));
            assertEquals(kind, failure.kind(), said);
            assertFalse(failure.getMessage().contains(bot.token), failure.getMessage());
        });
    }

    @Test
    void methodsOfThePlatformCanBeCalled() throws Exception {
        PlatformCalls calls = host.ability(PlatformCalls.class);
        assertEquals(bot.username, ((Map<?, ?>) calls.call("getMe", Map.of(), Patience.SOON)).get("username"));
        for (String none : List.of("noSuchMethod", "setWebhook", "../x")) {
            assertEquals(ErrorKind.UNSUPPORTED,
                    assertThrows(AdapterException.class, () -> calls.call(none, Map.of(), Patience.SOON)).kind(), none);
        }
    }

    @Test
    void anEditSaysOtherWordsAndTheSameWordsOnceMoreAreNoFault() throws Exception {
        MessageEdit editing = host.ability(MessageEdit.class);
        String id = send(new Segment.Text("thinking")).messageIds().getFirst();
        editing.edit(Chat.group(GROUP.chatId(), ""), id, "an <answer>");
        editing.edit(Chat.group(GROUP.chatId(), ""), id, "an <answer>");
        TelegramServer.Call edit = server.calls("editMessageText").getLast();
        assertEquals(GROUP.chatId() + " an <answer> ",
                edit.text("chat_id") + " " + edit.text("text") + " " + edit.text("parse_mode"));
        assertEquals(ErrorKind.REJECTED, assertThrows(AdapterException.class,
                () -> editing.edit(Chat.group(GROUP.chatId(), ""), GROUP.chatId() + "/404", "x")).kind());
        assertTrue(editing.editPause(Chat.group(GROUP.chatId(), "")).compareTo(editing.editPause(Chat.direct("42"))) > 0);
    }

    @Test
    void recallAndTheRulesOfAGroupAreCalls() throws Exception {
        host.ability(MessageRecall.class).recall(Chat.direct("42"), GROUP.chatId() + "/5/77");
        assertEquals(GROUP.chatId() + " 77",
                server.calls("deleteMessage").getLast().text("chat_id") + " "
                        + server.calls("deleteMessage").getLast().text("message_id"));
        GroupAdministration rules = host.ability(GroupAdministration.class);
        rules.kick(GROUP.chatId(), "42");
        rules.ban(GROUP.chatId(), "42", Duration.ofSeconds(5));
        rules.banAll(GROUP.chatId(), true);
        rules.notice(GROUP.chatId(), "read this");
        assertEquals(1, server.calls("unbanChatMember").size());
        assertEquals("false",
                server.calls("restrictChatMember").getLast().fields().path("permissions").path("can_send_messages").asString());
        assertEquals(1, server.calls("pinChatMessage").size());
    }
}
