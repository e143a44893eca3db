package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Threads;
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

    private final ChatLanes lanes = new ChatLanes(64);

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

    private void send(String chat, java.util.concurrent.Callable<Object> action) {
        try {
            lanes.inOrder(chat, LONG, action);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
