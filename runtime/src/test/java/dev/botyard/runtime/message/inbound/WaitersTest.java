package dev.botyard.runtime.message.inbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters();
    private volatile boolean ended;
    private final Waiters.Owner run = () -> ended;

    @Test
    void theNextMessageOfTheSamePersonEndsTheWait() throws Exception {
        CompletableFuture<Optional<InboundMessage>> heard = listen("u", Patience.SOON);
        assertNull(waiters.offer(message("other", "not you")));
        assertNotNull(waiters.offer(message("u", "yes")));
        assertEquals("yes", heard.get(Patience.SECONDS, TimeUnit.SECONDS).orElseThrow().text());
        assertNull(waiters.offer(message("u", "again")));
    }

    @Test
    void aWaitForTheGroupTakesAnybody() throws Exception {
        CompletableFuture<Optional<InboundMessage>> heard = listen("", Patience.SOON);
        assertNotNull(waiters.offer(message("somebody", "me")));
        assertEquals("me", heard.get(Patience.SECONDS, TimeUnit.SECONDS).orElseThrow().text());
    }

    @Test
    void whatAWaitDoesNotWantGoesOn() throws Exception {
        CompletableFuture<Optional<InboundMessage>> heard = new CompletableFuture<>();
        Threads.startVirtual("wait", () -> {
            try {
                heard.complete(waiters.await(run, chat(), "u", message -> message.text().equals("q"), Patience.SOON));
            } catch (InterruptedException e) {
                heard.completeExceptionally(e);
            }
        });
        await().until(() -> waiters.size() == 1);
        assertNull(waiters.offer(message("u", "hello")));
        assertNotNull(waiters.offer(message("u", "q")));
        assertEquals("q", heard.get(Patience.SECONDS, TimeUnit.SECONDS).orElseThrow().text());
    }

    @Test
    void nobodyAnswersInTime() throws Exception {
        assertTrue(waiters.await(run, chat(), "u", Duration.ofMillis(10)).isEmpty());
        assertEquals(0, waiters.size());
    }

    @Test
    void aCancelledWaitEndsEmpty() throws Exception {
        CompletableFuture<Optional<InboundMessage>> heard = listen("u", Patience.SOON);
        waiters.cancel(run);
        assertTrue(heard.get(Patience.SECONDS, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void whoIsOverWaitsNoMore() throws Exception {
        ended = true;
        waiters.cancel(run);
        assertTrue(waiters.await(run, chat(), "u", Patience.SOON).isEmpty());
        assertNull(waiters.offer(message("u", "hello")), "the message is for others");
    }

    @Test
    void allWaitsOfARunEndWithItAndNoOther() throws Exception {
        CompletableFuture<Optional<InboundMessage>> one = listen("u", Patience.SOON);
        CompletableFuture<Optional<InboundMessage>> other = new CompletableFuture<>();
        Threads.startVirtual("other", () -> {
            try {
                other.complete(waiters.await(() -> false, chat(), "u", Patience.SOON));
            } catch (InterruptedException e) {
                other.completeExceptionally(e);
            }
        });
        await().until(() -> waiters.size() == 2);
        waiters.cancel(run);
        assertTrue(one.get(Patience.SECONDS, TimeUnit.SECONDS).isEmpty());
        assertNotNull(waiters.offer(message("u", "yes")));
        assertEquals("yes", other.get(Patience.SECONDS, TimeUnit.SECONDS).orElseThrow().text());
    }

    /// A message is either taken by the wait or left to the plugins, never both and never neither.
    @RepeatedTest(50)
    void aMessageAtTheMomentOfTheTimeoutIsNotLost() throws Exception {
        CompletableFuture<Optional<InboundMessage>> heard = listen("u", Duration.ofMillis(2));
        boolean taken = CompletableFuture.supplyAsync(() -> waiters.offer(message("u", "now")) != null,
                CompletableFuture.delayedExecutor(1_900, TimeUnit.MICROSECONDS)).get(Patience.SECONDS, TimeUnit.SECONDS);
        assertEquals(taken, heard.get(Patience.SECONDS, TimeUnit.SECONDS).isPresent());
    }

    private CompletableFuture<Optional<InboundMessage>> listen(String user, Duration timeout) {
        CompletableFuture<Optional<InboundMessage>> heard = new CompletableFuture<>();
        Threads.startVirtual("listener", () -> {
            try {
                heard.complete(waiters.await(run, chat(), user, timeout));
            } catch (InterruptedException e) {
                heard.completeExceptionally(e);
            }
        });
        await().pollInterval(Duration.ofMillis(1)).until(() -> waiters.size() == 1 || heard.isDone());
        return heard;
    }

    private static String chat() {
        return InboundMessage.chatKey("qq", "bot", true, "g");
    }

    private static InboundMessage message(String user, String text) {
        return InboundMessage.of("qq", "bot",
                MessageEvent.in(Chat.group("g", ""), Person.of(user, "")).messageId("1").text(text).build());
    }
}
