package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ChatLanesTest {
    private static final Duration LONG = Patience.SOON;

    private final ChatLanes lanes = new ChatLanes(64, Ticker.system());

    @RepeatedTest(20)
    void messagesOfOneChatKeepTheirOrder() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        List<Integer> sent = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            threads.add(Threads.startVirtual("sender", () -> send("g", () -> {
                hold.await();
                return sent.add(number);
            })));
            await().pollInterval(Duration.ofMillis(1)).until(() -> lanes.size() == number + 1 && settled(threads));
        }
        hold.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), sent);
        assertEquals(0, lanes.size());
    }

    private static boolean settled(List<Thread> threads) {
        return threads.stream()
                .allMatch(thread -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void aSlowChatDoesNotHoldUpOthers() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Thread slow = Threads.startVirtual("slow", () -> send("slow", () -> hold.await(Patience.SECONDS, TimeUnit.SECONDS)));
        await().until(() -> lanes.size() == 1);
        assertEquals("sent", lanes.inOrder("quick", LONG, () -> "sent"));
        hold.countDown();
        slow.join();
    }

    @Test
    void aTurnThatDoesNotComeInTimeIsRefusedWithoutSending() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Thread slow = Threads.startVirtual("slow", () -> send("g", () -> hold.await(Patience.SECONDS, TimeUnit.SECONDS)));
        await().until(() -> lanes.size() == 1);
        AdapterException refused = assertThrows(AdapterException.class,
                () -> lanes.inOrder("g", Duration.ofMillis(20), () -> "sent"));
        assertEquals(ErrorKind.RATE_LIMITED, refused.kind());
        assertTrue(refused.getMessage().contains("was not sent"), refused::getMessage);
        hold.countDown();
        slow.join();
    }

    @Test
    void anAccountSendsNoMoreAtOnceThanItMay() throws Exception {
        ChatLanes one = new ChatLanes(1, Ticker.system());
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch sending = new CountDownLatch(1);
        Thread slow = Threads.startVirtual("slow", () -> send(one, "a", () -> {
            sending.countDown();
            return hold.await(Patience.SECONDS, TimeUnit.SECONDS);
        }));
        assertTrue(sending.await(Patience.SECONDS, TimeUnit.SECONDS));
        AdapterException refused = assertThrows(AdapterException.class,
                () -> one.inOrder("b", Duration.ofMillis(1), () -> "sent"));
        assertEquals("the message to b was not sent: the account is busy with other chats", refused.getMessage());
        hold.countDown();
        slow.join();
        assertEquals("sent", one.inOrder("b", LONG, () -> "sent"));
    }

    @Test
    void aSendThatFailsLeavesItsTurnAndItsSlotToTheNext() throws Exception {
        ChatLanes one = new ChatLanes(1, Ticker.system());
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> one.inOrder("g", LONG, () -> {
                throw new IllegalStateException("no");
            }));
        }
        assertEquals("sent", one.inOrder("g", LONG, () -> "sent"));
        assertEquals(0, one.size());
    }

    @Test
    void aFloodIntoOneChatIsRefusedAtItsDoor() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i <= ChatLanes.MAX_WAITING; i++) {
            threads.add(Threads.startVirtual("sender", () -> send("g", () -> hold.await(Patience.SECONDS, TimeUnit.SECONDS))));
        }
        await().until(() -> lanes.size() == ChatLanes.MAX_WAITING + 1);
        AdapterException refused = assertThrows(AdapterException.class, () -> lanes.inOrder("g", LONG, () -> "sent"));
        assertEquals("the message to g was not sent: 256 messages are already waiting for it", refused.getMessage());
        assertEquals("sent", lanes.inOrder("other", LONG, () -> "sent"));
        hold.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, lanes.size());
    }

    @Test
    void whoIsInterruptedWhileHeWaitsLeavesTheQueue() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Thread slow = Threads.startVirtual("slow", () -> send("g", () -> hold.await(Patience.SECONDS, TimeUnit.SECONDS)));
        await().until(() -> lanes.size() == 1);
        List<String> ended = new CopyOnWriteArrayList<>();
        Thread waiting = Threads.startVirtual("waiting", () -> {
            try {
                ended.add(lanes.inOrder("g", LONG, () -> "sent"));
            } catch (InterruptedException stopped) {
                ended.add("interrupted");
            } catch (Exception e) {
                ended.add(e.toString());
            }
        });
        await().until(() -> lanes.size() == 2);
        waiting.interrupt();
        await().until(() -> ended.equals(List.of("interrupted")));
        assertEquals(1, lanes.size());
        hold.countDown();
        slow.join();
    }

    private void send(String chat, java.util.concurrent.Callable<Object> action) {
        send(lanes, chat, action);
    }

    private static void send(ChatLanes lanes, String chat, java.util.concurrent.Callable<Object> action) {
        try {
            lanes.inOrder(chat, LONG, action);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
