package dev.botyard.runtime.im.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Commands.Watch;
import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.Patience;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandBoardTest {
    private final CommandBoard board = new CommandBoard();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private void hears(String name) throws InterruptedException {
        assertEquals(name, heard.poll(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void asksForTheAccountsOwnIm() {
        try (var lent = board.lend("web")) {
            assertEquals(List.of(), lent.in(Chat.direct("ann"), "ann"));
            board.serve((im, chat, user) -> List.of(im + " " + chat.id() + " " + user));
            assertEquals(List.of("web g ann"), lent.in(Chat.group("g", ""), "ann"));
        }
    }

    @Test
    void watchersHearOfChangesUntilTheyOrTheirAccountEnd() throws Exception {
        try (var lent = board.lend("web"); var other = board.lend("qq")) {
            Watch watch = lent.watch(() -> heard.add("watch"));
            board.changed();
            hears("watch");
            watch.close();
            watch.close();
            other.watch(() -> heard.add("other"));
            board.changed();
            hears("other");
            lent.watch(() -> heard.add("late"));
            lent.close();
            board.changed();
            hears("other");
        }
        assertTrue(heard.isEmpty(), heard::toString);
    }

    @Test
    void theSameActionMayWatchTwice() throws Exception {
        Runnable action = () -> heard.add("told");
        try (var lent = board.lend("web")) {
            Watch first = lent.watch(action);
            lent.watch(action);
            first.close();
            board.changed();
            hears("told");
        }
        assertTrue(heard.isEmpty(), heard::toString);
    }

    @Test
    void anAdapterThatFailsOrHangsHoldsNobodyUp() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (var lent = board.lend("web"); var other = board.lend("qq")) {
            lent.watch(() -> {
                throw new IllegalStateException("an adapter's fault");
            });
            other.watch(() -> heard.add("told"));
            board.changed();
            hears("told");
            lent.watch(() -> {
                hanging.countDown();
                Patience.await().until(() -> end.await(1, TimeUnit.MILLISECONDS));
            });
            board.changed();
            assertTrue(hanging.await(Patience.SECONDS, TimeUnit.SECONDS));
            hears("told");
            board.changed();
            hears("told");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aChangeThatComesWhileOneIsToldIsToldAfterIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var lent = board.lend("web")) {
            lent.watch(() -> {
                begun.countDown();
                Patience.await().until(() -> go.await(1, TimeUnit.MILLISECONDS));
                heard.add("told");
            });
            board.changed();
            assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
            board.changed();
            go.countDown();
            hears("told");
            hears("told");
        }
    }
}
