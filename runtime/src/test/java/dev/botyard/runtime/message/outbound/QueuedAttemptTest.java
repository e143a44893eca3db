package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.QueuedPushes.Entry;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import dev.botyard.runtime.message.outbound.QueuedAttempt.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One attempt to send a queued push, and what its row says before, meanwhile and after.
class QueuedAttemptTest {
    private PushDesk desk;
    private Deliverer deliverer;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        deliverer = new Deliverer(desk.accounts().registry(), desk.accounts().supervisor(), PushDesk::named,
                (medium, kind, formats, im, atMost) -> medium, () -> PushPolicy.DEFAULT, desk.clock());
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred());
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private QueuedAttempt attempt(HeldPush push, boolean stored) {
        return new QueuedAttempt(push, stored, deliverer, desk.rows(), desk.clock());
    }

    private HeldPush held() {
        Instant now = desk.clock().instant();
        return HeldPush.of(SamplePush.text("tea").order("p-1"), now, now.plus(Duration.ofDays(1)));
    }

    private Entry row() {
        return desk.rows().find("p-1").orElseThrow();
    }

    @Test
    void theRowSaysThatItIsBeingSentBeforeTheAdapterIsAsked() throws Exception {
        List<String> rows = new ArrayList<>();
        desk.im().answers(message -> {
            rows.add(row().state() + " " + row().account() + " " + row().attempts());
            return Receipt.of("m1");
        });
        QueuedAttempt attempt = attempt(held(), false);
        assertEquals(Verdict.SENT, attempt.verdict(attempt.attempt()));
        assertEquals(List.of("SENDING a 1"), rows);
        attempt.forget();
        assertTrue(desk.rows().find("p-1").isEmpty());
    }

    @Test
    void whereNobodyWasAskedThereIsNoRowToForget() throws Exception {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().disabled());
        QueuedAttempt attempt = attempt(held(), false);
        Outcome outcome = attempt.attempt();
        assertFalse(attempt.asked());
        attempt.forget();
        assertEquals(Verdict.WAIT, attempt.verdict(outcome));
        assertEquals(desk.clock().instant(), attempt.wait(outcome).entry().nextTry(), "it waits for the account, not for a time");
        assertEquals("QUEUED account_offline account a is disabled", row().state() + " " + row().code() + " " + row().reason());
    }

    @Test
    void pausesDoubleFromASecondToFiveMinutes() {
        List<Long> pauses = new ArrayList<>();
        for (int attempts : new int[]{1, 2, 3, 8, 9, 10, 100}) {
            HeldPush push = held();
            for (int i = 0; i < attempts; i++) {
                push = push.asking("a", false);
            }
            desk.rows().put(push.entry());
            QueuedAttempt attempt = attempt(push, true);
            pauses.add(
                    Duration.between(desk.clock().instant(), attempt.wait(failed(ReceiptCode.ACCOUNT_OFFLINE)).entry().nextTry())
                            .toSeconds());
            attempt.forget();
        }
        assertEquals(List.of(1L, 2L, 4L, 128L, 256L, 300L, 300L), pauses);
    }

    private Outcome failed(ReceiptCode code) {
        return Outcome.of(deliverer.unsent(held().order(), code, "because"));
    }

    @Test
    void afterTenAttemptsItIsGivenUp() throws Exception {
        HeldPush push = held();
        for (int i = 0; i < QueuedAttempt.MOST - 1; i++) {
            push = push.asking("a", false).waiting(ReceiptCode.RATE_LIMITED, "slow", desk.clock().instant());
        }
        desk.rows().put(push.entry());
        desk.im().fails(AdapterException.rateLimited("slow down", Duration.ofNanos(1)));
        QueuedAttempt last = attempt(push, true);
        assertEquals(Verdict.GIVE_UP, last.verdict(last.attempt()));
        assertEquals(QueuedAttempt.MOST, last.push().entry().attempts());
    }

    @Test
    void onlyWhatTimeOrAnotherAccountMayCureIsTriedAgain() {
        assertEquals(List.of("no_account", "account_unknown", "account_offline", "rate_limited", "host_stopping"),
                Stream.of(ReceiptCode.values()).filter(QueuedAttempt::passing).map(ReceiptCode::label).toList());
    }

    @Test
    void anUnknownOutcomeIsTriedAgainOnlyWhereThePlatformDropsDoubles() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "cut off"));
        QueuedAttempt plain = attempt(held(), false);
        assertEquals(Verdict.GIVE_UP, plain.verdict(plain.attempt()));
        desk.rows().remove("p-1");
        desk.im().allows(Limits.NONE.deduplicating());
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().fingerprint("connects anew"));
        desk.im().fails(new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "cut off"));
        QueuedAttempt again = attempt(held(), false);
        Outcome outcome = again.attempt();
        assertEquals(Verdict.WAIT, again.verdict(outcome));
        assertEquals("a unknown_outcome", again.wait(outcome).entry().account() + " " + row().code());
        assertTrue(again.push().doubtful());
    }

    @Test
    void whatWasDoubtfulStaysSoWhateverFailsNext() {
        HeldPush doubtful = held().asking("a", true).doubtful("cut off", desk.clock().instant());
        desk.rows().put(doubtful.entry());
        HeldPush left = attempt(doubtful, true).wait(failed(ReceiptCode.ACCOUNT_OFFLINE));
        assertEquals("a unknown_outcome", left.entry().account() + " " + left.entry().code());
        assertEquals(State.QUEUED, row().state());
    }

    @Test
    void aPlatformThatNamesATimeIsGivenIt() throws Exception {
        desk.im().fails(AdapterException.rateLimited("slow down", Duration.ofMinutes(20)));
        QueuedAttempt attempt = attempt(held(), false);
        Outcome outcome = attempt.attempt();
        assertEquals(desk.clock().instant().plus(Duration.ofMinutes(20)), attempt.wait(outcome).entry().nextTry());
    }
}
