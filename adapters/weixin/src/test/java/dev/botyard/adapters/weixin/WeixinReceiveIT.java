package dev.botyard.adapters.weixin;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.HarnessRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeixinReceiveIT extends PlayedAccount {

    @BeforeEach
    void begin() {
        logIn();
    }

    @AfterEach
    void keptTheRulesOfThePlatform() {
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void tellsWhoIsLoggedInAfterTheGreeting() throws InterruptedException {
        try (HarnessRun run = online()) {
            assertEquals(IlinkServer.BOT, run.profile().platformId());
            assertEquals(1, server.count("notifystart"));
            await().until(() -> server.count("getupdates") > 0);
        }
        await().until(() -> server.count("notifystop") == 1);
    }

    @Test
    void introducesItselfAsThePlatformsClientInEachCall() throws InterruptedException {
        host.with("route_tag", "tag-7");
        try (HarnessRun run = online()) {
            await().until(() -> server.count("getupdates") > 0);
            assertFalse(run.ended());
        }
        await().until(() -> server.count("notifystop") == 1);
        assertEquals(Set.of("132105"), server.headers("iLink-App-ClientVersion"));
        assertEquals(Set.of("tag-7"), server.headers("SKRouteTag"));
        assertEquals(3, server.headers("X-WECHAT-UIN").size(), "a fresh one for each call");
    }

    @Test
    void leavesTheGoodbyeToItsSuccessor() throws InterruptedException {
        try (HarnessRun late = online(); HarnessRun next = online()) {
            late.close();
            assertFalse(next.ended());
            assertEquals(0, server.count("notifystop"), "the account would be shown as offline");
        }
        assertEquals(1, server.count("notifystop"));
    }

    @Test
    void receivesAMessageWithItsExactId() throws InterruptedException {
        try (HarnessRun run = online()) {
            assertFalse(run.ended());
            String id = server.say("你好\n\"world\" 🎉");
            MessageEvent event = next();
            assertEquals(id, event.messageId());
            assertEquals(id, event.id());
            assertEquals(ChatKind.PRIVATE, event.chat().kind());
            assertEquals(IlinkServer.ANN, event.chat().id());
            assertEquals(List.of(new Segment.Text("你好\n\"world\" 🎉")), event.segments());
            server.deliver(IlinkServer.message("18446744073709551615", IlinkServer.ANN, 1, "c", ""));
            assertEquals("18446744073709551615", next().messageId());
        }
    }

    @Test
    void goesOnAfterARestartWhereItWas() throws InterruptedException {
        try (HarnessRun first = online()) {
            assertFalse(first.ended());
            server.say("one");
            assertEquals("one", text(next()));
            await().until(() -> store.values().containsKey("cursor"));
        }
        server.say("two");
        try (HarnessRun second = online()) {
            assertFalse(second.ended());
            assertEquals("two", text(next()));
            assertTrue(idle());
        }
    }

    @Test
    void keepsTheCursorWhileTheHostRefuses() throws InterruptedException {
        server.say("one");
        server.say("two");
        server.say("three");
        host.takeOnly(2);
        try (HarnessRun stopping = online()) {
            assertNull(stopping.end());
        }
        assertEquals("one", text(next()));
        assertEquals("two", text(next()));
        assertNull(store.values().get("cursor"));

        host.takeOnly(Integer.MAX_VALUE);
        try (HarnessRun again = online()) {
            assertFalse(again.ended());
            assertEquals("three", text(next()));
            await().until(() -> store.values().containsKey("cursor"));
        }
    }

    @Test
    void losesAndDoublesNothingWhenKilledAtAnyMoment() throws InterruptedException {
        int count = 60;
        List<String> sent = IntStream.range(0, count).mapToObj(i -> server.say("text " + i)).toList();
        for (int taken = 7; taken < count; taken += 7) {
            host.takeOnly(7);
            try (HarnessRun killed = online()) {
                await().until(killed::ended);
            }
        }
        host.takeOnly(Integer.MAX_VALUE);
        List<String> came = new ArrayList<>();
        try (HarnessRun last = online()) {
            assertFalse(last.ended());
            while (came.isEmpty() || !came.getLast().equals(sent.getLast())) {
                came.add(next().id());
            }
        }
        assertEquals(sent, came);
    }

    @Test
    void leavesOutNonsenseAndGoesOn() throws InterruptedException {
        try (HarnessRun run = online()) {
            server.deliver("{\"message_id\":7}");
            server.deliver("[1,\"x\",null]");
            server.deliver("null");
            server.say("after");
            assertEquals("after", text(next()));
            assertFalse(run.ended());
            assertEquals(1, server.count("notifystart"));
        }
    }

    @Test
    void asksForALoginWhereThereIsNone() throws InterruptedException {
        store.values().clear();
        try (HarnessRun run = host.start()) {
            AdapterException end = run.failure();
            assertEquals(ErrorKind.AUTHENTICATION, end.kind());
            assertEquals("not logged in to WeChat; log in with 'botyard accounts login wx_ann'", end.getMessage());
        }
        assertEquals(List.of(), server.calls());
    }

    @Test
    void asksForALoginWhenTheTokenIsStaleAtTheStart() throws InterruptedException {
        server.expire();
        try (HarnessRun run = host.start()) {
            assertEquals(ErrorKind.AUTHENTICATION, run.failure().kind());
            assertNull(run.profile());
        }
        assertEquals(List.of("notifystart"), server.calls());
    }

    @Test
    void asksForALoginWhenTheTokenBecomesStale() throws InterruptedException {
        try (HarnessRun run = online()) {
            await().until(() -> server.count("getupdates") > 0);
            server.expire();
            AdapterException end = run.failure();
            assertEquals(ErrorKind.AUTHENTICATION, end.kind());
            assertEquals("-14", end.platformCode());
        }
    }

    @Test
    void saysThatThePlatformCannotBeReached() throws InterruptedException {
        new Credentials("t", nowhere(), IlinkServer.BOT, "").write(store);
        try (HarnessRun run = host.start()) {
            assertEquals(ErrorKind.COMMUNICATION, run.failure().kind());
        }
    }

    @Test
    void endsAsALossWhenAPollBreaksOrFails() throws InterruptedException {
        Map<String, IlinkFault> faults = Map.of("broken", IlinkFault.broken(), "500", IlinkFault.status(500, Map.of()), "no JSON",
                IlinkFault.answer("<html>"),
                "code", IlinkFault.answer("{\"ret\":-3,\"errmsg\":\"busy\"}"));
        for (Map.Entry<String, IlinkFault> fault : faults.entrySet()) {
            server.fail("getupdates", fault.getValue());
            try (HarnessRun run = host.start()) {
                assertEquals(ErrorKind.COMMUNICATION, run.failure().kind(), fault.getKey());
            }
        }
    }

    @Test
    void noticesAPlatformThatFellSilent() throws InterruptedException {
        server.hold(50);
        try (HarnessRun run = online()) {
            await().until(() -> server.count("getupdates") > 1);
            server.fail("getupdates", IlinkFault.silence());
            AdapterException end = run.failure();
            assertEquals(ErrorKind.COMMUNICATION, end.kind());
            assertTrue(end.getMessage().startsWith("WeChat has not answered 2 polls"), end.getMessage());
        }
    }

    @Test
    void doesNotMindOnePollWithoutAnAnswer() throws InterruptedException {
        server.hold(50);
        try (HarnessRun run = online()) {
            await().until(() -> server.count("getupdates") > 1);
            server.fail("getupdates", IlinkFault.silence().times(1));
            server.say("after the silence");
            assertEquals("after the silence", text(next()));
            assertFalse(run.ended());
            assertEquals(1, server.count("notifystart"));
        }
    }

    @Test
    void waitsAsLongAsThePlatformAsks() throws InterruptedException {
        server.fail("notifystart", IlinkFault.status(429, Map.of("Retry-After", "7")));
        try (HarnessRun run = host.start()) {
            AdapterException end = run.failure();
            assertEquals(ErrorKind.RATE_LIMITED, end.kind());
            assertEquals(Duration.ofSeconds(7), end.retryAfter().orElseThrow());
        }
    }

    @Test
    void doesNotAskWithoutEndWhenPollsAreNotHeld() throws InterruptedException {
        server.hold(1);
        try (HarnessRun run = online()) {
            await().until(() -> server.count("getupdates") >= 3);
            long began = System.nanoTime();
            long before = server.count("getupdates");
            await().until(() -> server.count("getupdates") >= before + 3);
            long polls = server.count("getupdates") - before;
            long pauses = (System.nanoTime() - began) / Session.PAUSE.toNanos();
            assertTrue(polls <= pauses + 1, () -> polls + " polls in the time of " + pauses + " pauses");
            assertFalse(run.ended());
        }
    }

    private static String text(MessageEvent event) {
        return WeixinInbound.asText(event.segments());
    }
}
