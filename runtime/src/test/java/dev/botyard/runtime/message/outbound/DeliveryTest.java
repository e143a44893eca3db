package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of one attempt, by what the adapter says.
class DeliveryTest {
    private PushDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private PushReceipt push(SamplePush push) throws InterruptedException {
        return desk.dispatcher().push(push.request());
    }

    private PushException failed(AdapterException failure) {
        desk.im().fails(failure);
        return assertThrows(PushException.class, () -> push(SamplePush.text("x")));
    }

    @ParameterizedTest
    @EnumSource(value = ErrorKind.class, names = "COMMUNICATION", mode = EnumSource.Mode.EXCLUDE)
    void whatAnAdapterReportsIsAnExceptionAndNobodyElseIsAsked(ErrorKind kind) {
        PushException told = failed(new AdapterException(kind, "because").withPlatformCode("1404"));
        assertEquals(ReceiptCode.of(kind), told.code());
        assertEquals(1, desk.im().sent().size());
        assertTrue(told.getMessage().startsWith("account a (qq), " + told.code().label() + " [1404]: because"),
                told.getMessage());
        assertEquals("a 0", told.receipt().accountId() + " " + told.receipt().sent());
    }

    @Test
    void aRefusalSaysWhatAPersonCanDo() {
        assertTrue(failed(new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "cut off")).getMessage()
                .endsWith("so it was not tried again: look into the chat, or give a longer timeout"));
        assertEquals("account a (qq), unreachable_target: not in the group; check that the account is in the group or a friend of"
                + " the person", failed(new AdapterException(ErrorKind.UNREACHABLE_TARGET, "not in the group")).getMessage());
    }

    @Test
    void anAdapterWithoutReceiptLeavesTheOutcomeUnknown() {
        desk.im().answers(message -> null);
        PushException told = assertThrows(PushException.class, () -> push(SamplePush.text("x")));
        assertEquals(ReceiptCode.UNKNOWN_OUTCOME, told.code());
        assertTrue(told.getMessage().contains("the adapter gave no receipt"), told.getMessage());
    }

    @Test
    void anAccountThatWasLostBeforeTheWireIsLookedForOnceMore() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.COMMUNICATION, "the line broke"));
        assertEquals(ReceiptCode.ACCEPTED, push(SamplePush.text("x")).code());
        assertEquals(List.of("a to user 5: x", "a to user 5: x"), desk.im().lines());
    }

    @Test
    void anAccountThatIsLostTwiceIsOfflineAndThatIsNoException() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.COMMUNICATION, "the line broke"))
                .fails(new AdapterException(ErrorKind.COMMUNICATION, "and again"));
        PushReceipt receipt = push(SamplePush.text("x"));
        assertEquals("account_offline 0 account a was lost before the message was sent: and again",
                receipt.code().label() + " " + receipt.sent() + " " + receipt.reason());
        assertEquals(2, desk.im().sent().size());
    }

    @Test
    void whatFailsAtTheSecondAttemptFails() {
        desk.im().fails(new AdapterException(ErrorKind.COMMUNICATION, "the line broke"));
        assertEquals(ReceiptCode.REJECTED, failed(new AdapterException(ErrorKind.REJECTED, "no")).code());
        assertEquals(2, desk.im().sent().size());
    }

    @Test
    void whoCannotBeReachedIsNotAskedAgainUntilHeHasSaidSomething() throws Exception {
        failed(new AdapterException(ErrorKind.UNREACHABLE_TARGET, "no friend"));
        PushReceipt receipt = push(SamplePush.text("again"));
        assertEquals(ReceiptCode.UNREACHABLE_TARGET, receipt.code());
        assertTrue(receipt.reason().startsWith("account a cannot reach user 5, as the platform said: no friend"),
                receipt.reason());
        assertEquals(1, desk.im().sent().size());
        assertEquals(ReceiptCode.ACCEPTED, push(SamplePush.text("x").to("100", "")).code(), "others are reached");
        assertEquals("b", push(SamplePush.text("x").option("account_id", "b")).accountId(), "and another account may try");
        desk.dispatcher().heard("a", Chat.direct("5"));
        assertEquals(ReceiptCode.ACCEPTED, push(SamplePush.text("x")).code());
    }

    @Test
    void anAccountThatIsToWaitIsLeftAlone() throws Exception {
        failed(AdapterException.rateLimited("slow down", Duration.ofHours(1)));
        PushReceipt receipt = push(SamplePush.text("x"));
        assertEquals(ReceiptCode.RATE_LIMITED, receipt.code());
        assertEquals("account a waits until 2026-05-01T13:00:00Z because the platform asked for it", receipt.reason());
        assertEquals(1, desk.im().sent().size());
    }

    @Test
    void anAccountThatCannotSendTheKindIsNotAsked() throws Exception {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().lacks(Capability.SEND_VOICE, "send it as a file"));
        PushReceipt receipt = push(SamplePush.of(PushKind.VOICE, "https://example.org/a.mp3"));
        assertEquals("unsupported_part adapter played of account a cannot send voice; send it as a file",
                receipt.code().label() + " " + receipt.reason());
    }

    @Test
    void aMediumThatCannotBeReadFailsBeforeTheWire() {
        desk.media((source, folder, name, mime) -> {
            throw new AdapterException(ErrorKind.MEDIA, "there is no file " + source);
        });
        PushException told = assertThrows(PushException.class, () -> push(SamplePush.of(PushKind.IMAGE, "cat.png")));
        assertEquals(ReceiptCode.MEDIA_FAILED, told.code());
        assertEquals(List.of(), desk.im().sent());
    }

    @Test
    void aMediumThatIsTooLargeFailsBeforeTheWireWithBothSizes() throws Exception {
        desk.im().allows(Limits.NONE.maxMediaBytes(10));
        desk.accounts().configure(SampleAccount.of("qq", "a").fingerprint("connects anew"));
        desk.media((source, folder, name, mime) -> Media.reference(source, "cat.png", mime, 11, Map.of()));
        PushException told = assertThrows(PushException.class, () -> push(SamplePush.of(PushKind.IMAGE, "x")));
        assertTrue(told.getMessage().contains("cat.png has 11 bytes; qq allows 10"), told.getMessage());
        assertEquals(List.of(), desk.im().sent());
    }

    @Test
    void theCallsOwnTimeoutComesBeforeItsOptionAndThatBeforeTheSettings() throws Exception {
        push(SamplePush.text("x").timeoutMs(50_000).option("timeout", 90_000));
        push(SamplePush.text("x").option("timeout", "90000"));
        push(SamplePush.text("x").timeoutMs(-1));
        push(SamplePush.of(PushKind.FILE, "a.zip"));
        push(SamplePush.text("x").timeoutMs(Long.MAX_VALUE / 2));
        List<Integer> rounded = desk.im().sent().stream().map(sent -> sent.message().timeout())
                .map(timeout -> (int) Math.ceil(timeout.toMillis() / 5_000.0) * 5).toList();
        assertEquals(List.of(50, 90, 5, 30, 600), rounded, "seconds, rounded up; ten minutes at most");
    }

    @Test
    void anAdapterThatNeverAnswersIsEndedAfterItsTimeAndTheOutcomeIsUnknown() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        desk.im().answers(message -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return Receipt.of("never");
        });
        CompletableFuture<PushReceipt> pushed = inBackground(SamplePush.text("x").timeoutMs(60_000));
        asked.await();
        desk.clock().advance(Duration.ofSeconds(60));
        desk.dispatcher().sweep();
        assertFalse(pushed.isDone(), "the adapter has a moment to end it by itself");
        desk.clock().advance(Duration.ofSeconds(3));
        desk.dispatcher().sweep();
        PushException told = (PushException) assertThrows(ExecutionException.class, pushed::get).getCause();
        assertEquals(ReceiptCode.UNKNOWN_OUTCOME, told.code());
        assertTrue(told.getMessage().contains("the adapter did not answer within 60000 ms"), told.getMessage());
    }

    @Test
    void whoIsInterruptedWhileHeSendsIsTold() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        desk.im().answers(message -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return Receipt.of("never");
        });
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread sender = Threads.startVirtual("sender", () -> {
            try {
                ended.complete(push(SamplePush.text("x")).code().label());
            } catch (InterruptedException stopped) {
                ended.complete("interrupted");
            }
        });
        assertTrue(asked.await(Patience.SECONDS, TimeUnit.SECONDS));
        sender.interrupt();
        assertEquals("interrupted", ended.get(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatIsUnderWayIsCountedByAccountAndForgottenWithIt() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        desk.im().answers(message -> {
            hold.await();
            return Receipt.of("1");
        });
        CompletableFuture<PushReceipt> pushed = inBackground(SamplePush.text("x"));
        await().until(() -> desk.im().sent().size() == 1);
        assertEquals(Map.of("a", 1), desk.dispatcher().underWay());
        hold.countDown();
        pushed.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertEquals(Map.of("a", 0), desk.dispatcher().underWay());
        desk.accounts().configure(SampleAccount.of("qq", "b"));
        desk.dispatcher().sweep();
        assertEquals(Map.of(), desk.dispatcher().underWay());
    }

    @Test
    void thePlatformsOwnAnswerIsKeptInTheReceipt() throws Exception {
        desk.im().answers(message -> Receipt.of("7", "8").withRaw("{\"ok\":true}"));
        PushReceipt receipt = push(SamplePush.text("x"));
        assertEquals(List.of("7", "8"), receipt.messageIds());
        assertEquals("{\"ok\":true}", receipt.raw());
    }

    private CompletableFuture<PushReceipt> inBackground(SamplePush push) {
        CompletableFuture<PushReceipt> pushed = new CompletableFuture<>();
        Threads.startVirtual("sender", () -> {
            try {
                pushed.complete(push(push));
            } catch (InterruptedException | RuntimeException e) {
                pushed.completeExceptionally(e);
            }
        });
        return pushed;
    }
}
