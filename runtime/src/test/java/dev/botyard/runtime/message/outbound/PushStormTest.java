package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.PlayedIm.Sent;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many pushes at once, while the account comes and goes.
class PushStormTest {
    private static final int CHATS = 6;
    private static final int EACH = 15;

    @Test
    void everyQueuedPushArrivesOnceAndInTheOrderOfItsChat(@TempDir Path folder) throws Exception {
        try (PushDesk desk = new PushDesk(folder)) {
            desk.accounts().configure(SampleAccount.of("qq", "a").preferred());
            desk.queue().start();
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            List<Thread> senders = new ArrayList<>();
            for (int chat = 0; chat < CHATS; chat++) {
                String group = "g" + chat;
                senders.add(Threads.startVirtual("sender", () -> send(desk, group, failures)));
            }
            for (int i = 0; i < 3; i++) {
                desk.accounts().supervisor().stop("a");
                desk.accounts().supervisor().start("a");
            }
            for (Thread sender : senders) {
                assertTrue(sender.join(Patience.SOON));
            }
            assertEquals(List.of(), List.copyOf(failures));
            await().until(() -> desk.queue().size() == 0);
            Map<String, List<String>> arrived = desk.im().sent().stream().collect(
                    Collectors.groupingBy(sent -> sent.message().target().id(),
                            Collectors.mapping(Sent::text, Collectors.toList())));
            List<String> inOrder = IntStream.range(0, EACH).mapToObj(Integer::toString).toList();
            for (int chat = 0; chat < CHATS; chat++) {
                assertEquals(inOrder, arrived.get("g" + chat));
            }
            for (State state : State.values()) {
                assertEquals(List.of(), desk.queue().list(state, 100));
            }
            await().until(() -> desk.finished().stream().filter(receipt -> receipt.code() == ReceiptCode.ACCEPTED)
                    .map(PushReceipt::id).distinct().count() == CHATS * EACH);
        }
    }

    private static void send(PushDesk desk, String group, Queue<Throwable> failures) {
        try {
            for (int i = 0; i < EACH; i++) {
                desk.dispatcher().push(SamplePush.text(Integer.toString(i)).to(group, "").queued().request());
            }
        } catch (InterruptedException | RuntimeException e) {
            failures.add(e);
        }
    }
}
