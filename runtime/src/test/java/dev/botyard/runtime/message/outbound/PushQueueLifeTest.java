package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Capability;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a queued push: when it waits, when it is sent, when it is given up, and what a person can do about it.
class PushQueueLifeTest {
    @TempDir
    private Path folder;
    private PushDesk desk;

    @BeforeEach
    void open() {
        desk = new PushDesk(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private PushReceipt push(SamplePush push, String id) throws InterruptedException {
        return desk.dispatcher().push(push.queued().request(), id);
    }

    /// Account `a` is there and switched off.
    private void away() throws InterruptedException {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().disabled());
    }

    private void back() throws InterruptedException {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred());
    }

    private void forward(Duration step) {
        desk.clock().advance(step);
        desk.queue().clockMoved(Duration.ZERO);
    }

    private void startAgainAfter(Duration time) throws InterruptedException {
        desk.close();
        desk.clock().advance(time);
        desk = new PushDesk(folder, desk.clock());
        desk.queue().start();
    }

    private List<String> outcomes() {
        return desk.finished().stream().map(receipt -> receipt.id() + " " + receipt.code().label()).toList();
    }

    @Test
    void whatCanBeSentNowIsSentNowAndLeavesNothingBehind() throws Exception {
        back();
        assertEquals(ReceiptCode.ACCEPTED, push(SamplePush.text("tea"), "p-1").code());
        assertEquals(0, desk.queue().size());
        assertEquals(Optional.empty(), desk.queue().find("p-1"));
    }

    @Test
    void whatCannotBeSentWaitsAndGoesInOrderWhenTheAccountComes() throws Exception {
        away();
        desk.queue().start();
        PushReceipt first = push(SamplePush.text("one"), "p-1");
        assertEquals("queued 0 account a is disabled",
                first.code().label() + " " + first.sent() + " " + first.reason());
        assertEquals("earlier pushes to this chat wait", push(SamplePush.text("two"), "p-2").reason());
        push(SamplePush.text("three"), "p-3");
        assertEquals(List.of("p-1", "p-2", "p-3"), desk.queue().list(State.QUEUED, 100).stream().map(QueuedPush::id).toList());
        back();
        await().until(() -> desk.queue().size() == 0);
        assertEquals(List.of("a to user 5: one", "a to user 5: two", "a to user 5: three"), desk.im().lines());
        assertEquals(List.of("p-1 queued", "p-2 queued", "p-3 queued", "p-1 accepted", "p-2 accepted", "p-3 accepted"),
                outcomes());
    }

    @Test
    void whatWaitsIsSentAfterARestart(@TempDir Path folder) throws Exception {
        try (PushDesk before = new PushDesk(folder)) {
            before.accounts().configure(SampleAccount.of("qq", "a").preferred().disabled());
            before.dispatcher().push(SamplePush.text("one").queued().request(), "p-1");
        }
        try (PushDesk after = new PushDesk(folder)) {
            after.accounts().configure(SampleAccount.of("qq", "a").preferred());
            after.queue().start();
            await().until(() -> after.queue().size() == 0);
            assertEquals("p-1", after.im().sent().getFirst().message().requestId());
        }
    }

    @Test
    void aHostThatStopsKeepsWhatItIsGiven() throws Exception {
        back();
        desk.dispatcher().stop();
        PushReceipt receipt = push(SamplePush.text("tea"), "p-1");
        assertEquals("queued the host is stopping", receipt.code().label() + " " + receipt.reason());
        assertEquals(State.QUEUED, desk.rows().find("p-1").orElseThrow().state());
        assertEquals(List.of(), desk.im().sent());
    }

    @Test
    void strictDoesNotMakeAnErrorOfAPushThatWaits() throws Exception {
        away();
        assertEquals(ReceiptCode.QUEUED, push(SamplePush.text("tea").option("strict", true), "p-1").code());
    }

    @Test
    void whatNobodyWillEverSendDoesNotWait() throws Exception {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().able(Capability.SEND_TEXT));
        assertEquals(ReceiptCode.NO_ACCOUNT, push(SamplePush.text("tea").on("icq"), "p-1").code());
        assertEquals(ReceiptCode.ACCOUNT_UNKNOWN, push(SamplePush.text("tea").option("account_id", "zz"), "p-2").code());
        assertEquals(ReceiptCode.UNSUPPORTED_PART, push(SamplePush.of(PushKind.IMAGE, "https://x/a.png"), "p-3").code());
        assertEquals(0, desk.queue().size());
    }

    @Test
    void whatThePlatformRefusesIsNotTriedAgain() throws Exception {
        back();
        desk.im().fails(new AdapterException(ErrorKind.REJECTED, "bad words"));
        PushException told = assertThrows(PushException.class, () -> push(SamplePush.text("tea"), "p-1"));
        assertEquals(ReceiptCode.REJECTED, told.code());
        assertEquals(0, desk.queue().size());
        assertEquals(Optional.empty(), desk.queue().find("p-1"), "its caller was told; nothing is promised any more");
    }

    @Test
    void whatIsRefusedAfterWaitingIsKeptForAPerson() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("tea"), "p-1");
        desk.im().fails(new AdapterException(ErrorKind.REJECTED, "bad words"));
        back();
        await().until(() -> desk.queue().size() == 0);
        QueuedPush failed = desk.queue().list(State.FAILED, 100).getFirst();
        assertEquals("p-1 rejected a 1", failed.id() + " " + failed.code() + " " + failed.accountId() + " " + failed.attempts());
        assertTrue(failed.reason().contains("bad words"), failed.reason());
        assertEquals(List.of("p-1 queued", "p-1 rejected"), outcomes());
    }

    @Test
    void whatWaitsForTooLongIsGivenUpWithTheReasonWhyItWaited() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("tea").option("ttl", 60), "p-1");
        push(SamplePush.text("tea").to("100", ""), "p-2");
        forward(Duration.ofSeconds(59));
        assertEquals(2, desk.queue().size());
        forward(Duration.ofSeconds(1));
        await().until(() -> desk.queue().size() == 1);
        assertEquals("it could not be sent until 2026-05-01T12:01:00Z: account a is disabled",
                desk.queue().find("p-1").orElseThrow().reason());
        forward(PushPolicy.DEFAULT.queueLife());
        await().until(() -> outcomes().contains("p-2 expired"));
    }

    @Test
    void aFullQueueRefusesWhatItCannotPromise() throws Exception {
        away();
        desk.queues(1, Duration.ofHours(1));
        push(SamplePush.text("tea"), "p-1");
        PushException full = assertThrows(PushException.class, () -> push(SamplePush.text("tea").to("100", ""), "p-2"));
        assertEquals(ReceiptCode.QUOTA_EXHAUSTED, full.code());
        assertEquals(
                "the queue is full: 1 pushes wait (push.queue_max); see 'botyard queue', or give the push without options.queue",
                full.getMessage());
        assertEquals(Optional.empty(), desk.queue().find("p-2"));
    }

    @Test
    void aPushMayBeTakenBackWhileItWaits() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("one"), "p-1");
        push(SamplePush.text("two"), "p-2");
        assertTrue(desk.queue().cancel("p-1"));
        assertFalse(desk.queue().cancel("p-1"));
        assertFalse(desk.queue().cancel("never"));
        back();
        await().until(() -> desk.queue().size() == 0);
        assertEquals(List.of("a to user 5: two"), desk.im().lines());
    }

    @Test
    void whatWasGivenUpMayBeSentAgainOrForgotten() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("one").option("ttl", 60), "p-1");
        push(SamplePush.text("two").option("ttl", 60), "p-2");
        forward(Duration.ofSeconds(60));
        await().until(() -> desk.queue().list(State.FAILED, 100).size() == 2);
        assertTrue(desk.queue().cancel("p-2"));
        QueuedPush again = desk.queue().resend("p-1").orElseThrow();
        assertEquals("QUEUED 0 2026-05-01T12:02:00Z", again.state() + " " + again.attempts() + " " + again.expires());
        assertEquals(Optional.empty(), desk.queue().resend("p-1"), "it waits already");
        assertEquals(Optional.empty(), desk.queue().resend("p-2"));
        back();
        await().until(() -> desk.queue().size() == 0);
        assertEquals(List.of("a to user 5: one"), desk.im().lines());
    }

    @Test
    void whatWasGivenUpLongAgoIsForgottenAtAStart() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("one").option("ttl", 60), "p-1");
        forward(Duration.ofSeconds(60));
        await().until(() -> !desk.queue().list(State.FAILED, 100).isEmpty());
        startAgainAfter(Duration.ofDays(6));
        assertTrue(desk.queue().find("p-1").isPresent());
        startAgainAfter(Duration.ofDays(2));
        assertEquals(Optional.empty(), desk.queue().find("p-1"));
    }

    @Test
    void oneChatThatHangsHoldsUpNoOther() throws Exception {
        away();
        desk.queue().start();
        push(SamplePush.text("slow").to("100", ""), "p-1");
        push(SamplePush.text("quick").to("200", ""), "p-2");
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            desk.im().answers(message -> {
                if (message.text().equals("slow")) {
                    hold.await();
                }
                return Receipt.of("1");
            });
        }
        back();
        await().until(() -> outcomes().contains("p-2 accepted"));
        assertEquals(State.SENDING, desk.rows().find("p-1").orElseThrow().state());
        assertFalse(desk.queue().cancel("p-1"), "it is on its way");
        hold.countDown();
        await().until(() -> outcomes().contains("p-1 accepted"));
    }

    @Test
    void whoeverIsInterruptedWhileHisPushIsSentLeavesItToAPerson() throws Exception {
        back();
        CountDownLatch asked = new CountDownLatch(1);
        desk.im().answers(message -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return Receipt.of("never");
        });
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread sender = Threads.startVirtual("sender", () -> {
            try {
                ended.complete(push(SamplePush.text("tea"), "p-1").code().label());
            } catch (InterruptedException stopped) {
                ended.complete("interrupted");
            }
        });
        assertTrue(asked.await(Patience.SECONDS, TimeUnit.SECONDS));
        sender.interrupt();
        assertEquals("interrupted", ended.get(Patience.SECONDS, TimeUnit.SECONDS));
        QueuedPush failed = desk.queue().find("p-1").orElseThrow();
        assertEquals("FAILED unknown_outcome", failed.state() + " " + failed.code());
        assertTrue(failed.reason().contains("it may have arrived and is not sent again"), failed.reason());
        assertEquals(0, desk.queue().size());
    }

    @Test
    void mediaOfPushesThatWaitAreNamedSoThatNobodySweepsThemAway() throws Exception {
        away();
        desk.media(new MediaSources() {
            @Override
            public Media resolve(String source, Path folder, String name, String mime) {
                return PushDesk.named(source, folder, name, mime);
            }

            @Override
            public Optional<Media> keep(String source, Path folder, String name, String mime) {
                return Optional.empty();
            }
        });
        push(SamplePush.of(PushKind.IMAGE, "/store/a"), "p-1");
        push(SamplePush.mixed(Map.of("type", "image", "source", "/store/b"), Map.of("type", "image", "source", "https://x/c")),
                "p-2");
        assertEquals(Set.of(Path.of("/store/a"), Path.of("/store/b")), desk.queue().media());
    }

    @Test
    void aMediumThatIsNotThereIsNotPromised() throws Exception {
        away();
        desk.media((source, folder, name, mime) -> {
            throw new AdapterException(ErrorKind.MEDIA, "there is no file " + source);
        });
        PushException told = assertThrows(PushException.class, () -> push(SamplePush.of(PushKind.IMAGE, "cat.png"), "p-1"));
        assertEquals("media_failed there is no file cat.png", told.code().label() + " " + told.getMessage());
        assertEquals(0, desk.queue().size());
    }
}
