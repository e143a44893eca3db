package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.im.account.PlayedIm.Sent;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A text that is longer than its platform allows, which is eight characters here.
class LongTextTest {
    private PushDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        desk.im().allows(Limits.NONE.maxTextLength(8));
        desk.accounts().configure(SampleAccount.of("qq", "a"));
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private PushReceipt push(String text) throws InterruptedException {
        return desk.dispatcher().push(SamplePush.text(text).request());
    }

    private List<String> said() {
        return desk.im().sent().stream().map(Sent::text).toList();
    }

    @Test
    void becomesSeveralMessagesWithAllTheirIds() throws Exception {
        PushReceipt receipt = push("one two three four");
        assertEquals(List.of("one two ", "three ", "four"), said());
        assertEquals(List.of("m1", "m2", "m3"), receipt.messageIds());
    }

    @Test
    void eachMessageHasAnIdOfItsOwnThatTellsWhosePartItIs() throws Exception {
        String id = push("one two three four").id();
        assertEquals(List.of(id, id + ".2", id + ".3"),
                desk.im().sent().stream().map(sent -> sent.message().requestId()).toList());
        assertEquals(3, Set.of(id, id + ".2", id + ".3").size());
    }

    @Test
    void whatWasSentBeforeAFailureIsTold() {
        desk.im().answers(message -> Receipt.of("m1")).fails(new AdapterException(ErrorKind.COMMUNICATION, "the line broke"));
        PushException told = assertThrows(PushException.class, () -> push("one two three four"));
        assertEquals(ReceiptCode.UNKNOWN_OUTCOME, told.code());
        assertTrue(
                told.getMessage()
                        .contains("sent as 3 messages, and only the first was accepted, the next failed: the line broke"),
                told.getMessage());
        assertEquals(List.of("m1"), told.receipt().messageIds());
        assertEquals(2, said().size(), "what has begun is not begun again");
    }

    @Test
    void aPlatformThatWantsATimeInTheMiddleIsGivenIt() {
        desk.im().answers(message -> Receipt.of("m1")).answers(message -> Receipt.of("m2"))
                .fails(AdapterException.rateLimited("slow down", Duration.ofHours(1)));
        PushException told = assertThrows(PushException.class, () -> push("one two three four"));
        assertTrue(told.getMessage().contains("only the first 2 were accepted"), told.getMessage());
        assertEquals(desk.clock().instant().plus(Duration.ofHours(1)), desk.accounts().status("a").coolingUntil().orElseThrow());
    }

    @Test
    void aFailureBeforeTheFirstPartIsLikeThatOfAnyPush() {
        desk.im().fails(new AdapterException(ErrorKind.REJECTED, "no"));
        assertEquals(ReceiptCode.REJECTED, assertThrows(PushException.class, () -> push("one two three four")).code());
    }
}
