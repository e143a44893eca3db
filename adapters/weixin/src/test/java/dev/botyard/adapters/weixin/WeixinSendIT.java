package dev.botyard.adapters.weixin;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.testkit.HarnessRun;
import dev.botyard.testkit.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WeixinSendIT extends PlayedAccount {
    private static final Target ANN = Target.person(IlinkServer.ANN);

    @BeforeEach
    void begin() {
        logIn();
    }

    private HarnessRun inConversation() throws InterruptedException {
        HarnessRun run = online();
        server.say("hello");
        next();
        return run;
    }

    private static OutboundMessage message(Segment... segments) {
        return OutboundMessage.to(ANN).requestId("request-1").segments(segments).build();
    }

    private static OutboundMessage text(String text) {
        return message(new Segment.Text(text));
    }

    private AdapterException refused(HarnessRun run, OutboundMessage message) {
        return assertThrows(AdapterException.class, () -> run.adapter().send(message));
    }

    @Test
    void answersWithTheNewestContextToken() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            String newest = server.say("again");
            next();
            Receipt receipt = run.adapter().send(text("Grüße,\n世界 🎉"));
            JsonNode sent = server.sent().getLast();
            assertEquals("Grüße,\n世界 🎉", Json.text(sent.path("item_list").get(0).path("text_item"), "text"));
            assertEquals("context-" + newest, Json.text(sent, "context_token"));
            assertEquals("request-1", Json.text(sent, "client_id"));
            assertTrue(receipt.messageIds().getFirst().matches("9007199254\\d{6}"), receipt.toString());
        }
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void pushesAfterARestartWithTheKeptToken() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            assertFalse(run.ended());
        }
        clock.advance(Duration.ofHours(23));
        try (HarnessRun run = online()) {
            run.adapter().send(text("news"));
            assertTrue(Json.text(server.sent().getLast(), "context_token").startsWith("context-"));
        }
    }

    @Test
    void refusesAPushIntoAClosedWindowBeforeTheWire() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            String closes = clock.instant().plus(Duration.ofDays(1)).toString().substring(0, 13).replace('T', ' ');
            clock.advance(Duration.ofHours(24).plusSeconds(2));
            AdapterException failure = refused(run, text("late"));
            assertEquals(ErrorKind.WINDOW_CLOSED, failure.kind());
            assertTrue(failure.getMessage().contains(" closed at " + closes), failure.getMessage());
            assertEquals(List.of(), server.sent());

            server.deliver(IlinkServer.message("99", IlinkServer.ANN, clock.millis(), "fresh", ""));
            next();
            run.adapter().send(text("now"));
            assertEquals("fresh", Json.text(server.sent().getLast(), "context_token"));
        }
    }

    @Test
    void refusesAPushToSomebodyWhoNeverWrote() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            OutboundMessage toBob = OutboundMessage.to(Target.person("bob@im.wechat")).segments(new Segment.Text("hi")).build();
            AdapterException failure = refused(run, toBob);
            assertEquals(ErrorKind.WINDOW_CLOSED, failure.kind());
            assertTrue(failure.getMessage().contains("bob@im.wechat"), failure.getMessage());
            assertEquals(List.of(), server.sent());
        }
    }

    @Test
    void sendsWithoutATokenWhereWindowsAreSwitchedOff() throws InterruptedException {
        host.with("window", "0s");
        try (HarnessRun run = online()) {
            run.adapter().send(text("hi"));
            assertFalse(server.sent().getLast().has("context_token"));
        }
    }

    @Test
    void refusesGroupsBeforeTheWire() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            OutboundMessage toGroup = OutboundMessage.to(Target.group("900")).segments(new Segment.Text("hi")).build();
            assertEquals(ErrorKind.UNSUPPORTED, refused(run, toGroup).kind());
            assertEquals(List.of(), server.sent());
        }
    }

    @Test
    void saysWhatThePlatformRefused() throws InterruptedException {
        server.fail("sendmessage", IlinkFault.answer("{\"ret\":-2,\"errmsg\":\"param error\"}"));
        try (HarnessRun run = inConversation()) {
            AdapterException failure = refused(run, text("no"));
            assertEquals(ErrorKind.REJECTED, failure.kind());
            assertEquals("-2", failure.platformCode());
            assertTrue(failure.getMessage().endsWith("was refused with code -2: param error"), failure.getMessage());
            server.mend("sendmessage");
            run.adapter().send(text("yes"));
        }
    }

    @Test
    void saysHowLongToWait() throws InterruptedException {
        server.fail("sendmessage", IlinkFault.status(429, Map.of("Retry-After", "7")));
        try (HarnessRun run = inConversation()) {
            AdapterException failure = refused(run, text("no"));
            assertEquals(ErrorKind.RATE_LIMITED, failure.kind());
            assertEquals(Duration.ofSeconds(7), failure.retryAfter().orElseThrow());
        }
    }

    @Test
    void doesNotKnowWhatBecameOfAnUnansweredMessage() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            for (IlinkFault fault : List.of(IlinkFault.silence(), IlinkFault.broken(), IlinkFault.status(502, Map.of()),
                    IlinkFault.answer("what?"))) {
                server.fail("sendmessage", fault);
                int before = server.sent().size();
                OutboundMessage hurried = OutboundMessage.to(ANN).segments(new Segment.Text("?")).timeout(Duration.ofMillis(300))
                        .build();
                assertEquals(ErrorKind.UNKNOWN_OUTCOME, refused(run, hurried).kind());
                assertEquals(before + 1, server.sent().size(), "it was sent once");
            }
        }
    }

    @Test
    void endsWhenInterruptedInASend() throws InterruptedException {
        server.fail("sendmessage", IlinkFault.silence());
        try (HarnessRun run = inConversation()) {
            Thread sending = Threads.startVirtual("test-send", () -> {
                try {
                    run.adapter()
                            .send(OutboundMessage.to(ANN).segments(new Segment.Text("?")).timeout(Duration.ofMinutes(1)).build());
                } catch (InterruptedException | AdapterException expected) {
                    Thread.currentThread().interrupt();
                }
            });
            await().until(() -> server.sent().size() == 1);
            sending.interrupt();
            assertTrue(sending.join(Patience.SOON));
        }
    }

    @Test
    void stopsAllTrafficWhenASendLearnsThatTheTokenIsStale() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            server.fail("sendmessage", IlinkFault.answer("{\"ret\":-14}"));
            assertEquals(ErrorKind.AUTHENTICATION, refused(run, text("one")).kind());
            assertTrue(run.loginLost().contains("botyard accounts login wx_ann"), run.loginLost());
            assertEquals(ErrorKind.AUTHENTICATION, refused(run, text("two")).kind());
            assertEquals(1, server.sent().size(), "the second was not sent");
            server.say("anything ends the poll");
            assertEquals(ErrorKind.AUTHENTICATION, run.failure().kind());
        }
    }

    @Test
    void saysWhatIsOfNoUse() throws InterruptedException {
        try (HarnessRun run = inConversation()) {
            assertEquals(ErrorKind.UNSUPPORTED, refused(run, message(new Segment.Reply("1", "x"))).kind());
        }
    }
}
