package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.wecom.AiBotServer.Said;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import dev.botyard.testkit.TestMedia;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An AI bot on its long connection, beyond what the contract asks of every adapter.
class AiBotIT {
    private static final String GROUP = "wrAbCdEf_GROUP";

    @TempDir
    Path folder;

    private final AiBotServer server = new AiBotServer();
    private final TestClock clock = new TestClock(Instant.parse("2026-01-02T03:04:05Z"));
    private AdapterHarness host;

    @BeforeEach
    void connect() throws InterruptedException {
        host = AdapterHarness.of(new WecomAdapterFactory())
                .settings("bot_id", "aib-1", "secret", AiBotServer.SECRET, "socket_url",
                        server.address().toString())
                .folder(folder).clock(clock).online();
    }

    @AfterEach
    void close() throws InterruptedException {
        host.close();
        server.close();
        assertEquals(List.of(), server.complaints);
    }

    private MessageEvent hear(boolean group, String facts) throws InterruptedException {
        server.deliver(server.frame(server.nextId(), group ? GROUP : "zhangsan", group, "zhangsan", facts));
        return host.event(MessageEvent.class);
    }

    private Said said() throws InterruptedException {
        Said said = server.said.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertTrue(said != null, () -> "nothing was said; complaints: " + server.complaints);
        return said;
    }

    private static OutboundMessage.Builder answer(MessageEvent to, Segment... segments) {
        return OutboundMessage.to(Target.of(to.chat())).inReplyTo(to.messageId()).requestId("r-1").segments(segments)
                .timeout(Patience.SOON);
    }

    @Test
    void aMessageOfAGroupIsAnsweredOnItsRequest() throws InterruptedException {
        MessageEvent event = hear(true, AiBotServer.text(true, "你好 bot"));
        assertEquals("你好 bot", event.segments().getFirst().asText());
        assertEquals(GROUP, event.chat().id());
        assertTrue(Long.parseLong(event.messageId()) > 1L << 53);

        List<String> ids = host.send(answer(event, new Segment.At("zhangsan", ""), new Segment.Text(" hello")).build())
                .messageIds();

        Said said = said();
        assertEquals("aibot_respond_msg", said.command());
        assertEquals(GROUP, said.chat());
        assertEquals("<@zhangsan> hello", said.text());
        assertEquals(ids, List.of(Json.text(said.body().path("stream"), "id")));
        assertTrue(said.body().path("stream").path("finish").booleanValue());
    }

    @Test
    void anAnswerInAnotherChatOrAfterTheWindowIsAMessageOfItsOwn() throws InterruptedException {
        MessageEvent event = hear(true, AiBotServer.text(true, "hi"));
        host.send(OutboundMessage.to(Target.person("lisi")).inReplyTo(event.messageId()).segments(new Segment.Text("elsewhere"))
                .timeout(Patience.SOON).build());
        assertEquals("aibot_send_msg", said().command());
        host.send(answer(event, new Segment.Text("in time")).build());
        assertEquals("aibot_respond_msg", said().command());

        clock.advance(Duration.ofHours(24));
        host.send(answer(event, new Segment.Text("late")).build());

        Said late = said();
        assertEquals("aibot_send_msg", late.command());
        assertEquals(GROUP, late.chat());
        assertEquals(2, Json.number(late.body(), "chat_type"));
        assertEquals("late", late.text());
    }

    @Test
    void aStreamGrowsForSixMinutes() throws InterruptedException {
        MessageEvent event = hear(false, AiBotServer.text(false, "tell me"));
        for (String text : List.of("one", "one two")) {
            host.send(answer(event, new Segment.Markdown(text)).options(Map.of("stream", "s-7", "finish", false)).build());
            Said said = said();
            assertEquals(text, said.text());
            assertEquals("s-7", Json.text(said.body().path("stream"), "id"));
            assertFalse(said.body().path("stream").path("finish").booleanValue());
        }
        clock.advance(Duration.ofMinutes(6));

        AdapterException closed = assertThrows(AdapterException.class,
                () -> host.send(answer(event, new Segment.Markdown("one two three"))
                        .options(Map.of("stream", "s-7")).build()));

        assertEquals(ErrorKind.WINDOW_CLOSED, closed.kind());
        assertTrue(closed.getMessage().matches("the stream 's-7' closed at \\d{4}-.*"), closed.getMessage());
        assertTrue(server.said.isEmpty());
    }

    @Test
    void mediaAreDecryptedAndKeptBeforeTheirLinkDies() throws Exception {
        for (int size = 1; size <= 33; size += 4) {
            byte[] bytes = new byte[size];
            Arrays.fill(bytes, (byte) size);
            MessageEvent event = hear(false, "\"msgtype\":\"file\",\"file\":" + server.keep("note-" + size + ".txt", bytes));
            Media media = ((Segment.File) event.segments().getFirst()).media();
            assertEquals("note-" + size + ".txt", media.name());
            assertArrayEquals(bytes, Files.readAllBytes(Path.of(media.source())), "of " + size + " bytes");
        }
    }

    @Test
    void aMediumThatCannotBeHadCostsNoMessage() throws InterruptedException {
        MessageEvent event = hear(false,
                "\"msgtype\":\"image\",\"image\":{\"url\":\"" + server.address().toString().replace("ws:", "http:")
                        + "/media/gone\",\"aeskey\":\"AAAA\"}");
        assertEquals("", ((Segment.Image) event.segments().getFirst()).media().source());
    }

    @Test
    void mediaGoUpInPiecesAndThenByName() throws InterruptedException {
        byte[] large = new byte[(512 << 10) * 2 + 100];
        Arrays.fill(large, (byte) 7);
        host.send(OutboundMessage.to(Target.group(GROUP)).segments(new Segment.Text("look"),
                new Segment.Image(TestMedia.local("a.png", large))).timeout(Patience.SOON).build());

        assertEquals("look", said().text());
        Said image = said();
        assertEquals("image", Json.text(image.body(), "msgtype"));
        assertArrayEquals(large, server.media.get("image/" + Json.text(image.body().path("image"), "media_id")));
    }

    @Test
    void whoOpensTheChatMayBeWelcomedForFiveSeconds() throws InterruptedException {
        server.deliver(server.frame(server.nextId(), "zhangsan", false, "zhangsan",
                "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"enter_chat\"}"));
        assertEquals("wecom-notice-enter_chat", host.event(NoticeEvent.class).details().nativeName());
        host.send(Target.person("zhangsan"), "welcome");
        assertEquals("aibot_respond_welcome_msg", said().command());
        host.send(Target.person("zhangsan"), "more");
        assertEquals("aibot_send_msg", said().command());
    }

    @Test
    void aPressedButtonIsANotice() throws InterruptedException {
        server.deliver(server.frame("m-1", GROUP, true, "zhangsan",
                "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"template_card_event\","
                        + "\"template_card_event\":{\"event_key\":\"yes\",\"task_id\":\"t-1\"}}"));
        NoticeEvent event = host.event(NoticeEvent.class);
        assertEquals("m-1", event.id());
        assertEquals("button.press yes", event.details().name() + " " + event.details().data().get("button_id"));
        assertEquals("yes", event.details().data().get("event_key"));
        assertEquals("t-1", event.details().data().get("task_id"));
    }

    @Test
    void aForgottenSubscriptionEndsTheAttemptAndSendsNothing() throws InterruptedException {
        server.fault("aibot_send_msg", 846609);
        AdapterException failure = assertThrows(AdapterException.class, () -> host.send(Target.person("zhangsan"), "hi"));
        assertEquals(ErrorKind.COMMUNICATION, failure.kind());
        assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
    }

    @Test
    void aNewerConnectionOfTheBotIsNotFought() throws InterruptedException {
        try (AdapterHarness other = AdapterHarness.of(new WecomAdapterFactory())
                .settings("bot_id", "aib-1", "secret", AiBotServer.SECRET,
                        "socket_url", server.address().toString())
                .account("other").online()) {
            AdapterException displaced = host.failure();
            assertEquals(ErrorKind.AUTHENTICATION, displaced.kind());
            assertTrue(displaced.getMessage().contains("another connection of this AI bot"), displaced.getMessage());
            other.send(Target.person("zhangsan"), "I stay");
            assertEquals("I stay", said().text());
        }
    }

    @Test
    void aChatTakesThirtyMessagesInAMinute() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            host.send(Target.person("zhangsan"), "text " + i);
        }
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(Target.person("zhangsan"), "one more"));
        assertEquals(ErrorKind.RATE_LIMITED, refused.kind());
        assertTrue(refused.retryAfter().orElseThrow().toSeconds() > 50);
        host.send(Target.person("lisi"), "to another");
        clock.advance(Duration.ofMinutes(1));
        host.send(Target.person("zhangsan"), "later");
        assertEquals(32, server.said.size());
    }

    @Test
    void aCardGoesOutAsItIs() throws InterruptedException {
        host.send(OutboundMessage.to(Target.group(GROUP))
                .segments(new Segment.Json("{\"card_type\":\"text_notice\",\"task_id\":\"1\"}"))
                .timeout(Patience.SOON).build());
        assertEquals("{\"card_type\":\"text_notice\",\"task_id\":\"1\"}", said().body().path("template_card").toString());
    }

    @Test
    void whatIsTooSmallOrTooLargeIsRefusedBeforeTheWire() {
        for (byte[] bytes : List.of("tiny!".getBytes(StandardCharsets.UTF_8), new byte[WecomOutbound.MAX_FILE + 1])) {
            AdapterException refused = assertThrows(AdapterException.class,
                    () -> host.send(OutboundMessage.to(Target.group(GROUP))
                            .segments(new Segment.File(TestMedia.local("x", bytes))).timeout(Patience.SOON).build()));
            assertEquals(ErrorKind.MEDIA, refused.kind());
        }
        assertTrue(server.all.isEmpty());
    }
}
