package dev.botyard.runtime.script.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.infra.store.KeptPayments.State;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentsTest {
    private final List<String> told = new ArrayList<>();
    private Store store;
    private Payments payments;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("test.db"));
        payments = new Payments(store.keptPayments(), told::add, Ticker.system());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static PaymentWait wait(String user, String amount) {
        return new PaymentWait("run-" + user + amount, "shop.py", "qq", "bot", user, Amount.of(amount), Instant.EPOCH,
                new CompletableFuture<>());
    }

    private void pay(String im, String user, String amount) {
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id("").person(Person.of(user, "")).build();
        payments.accept(new PaymentNotice(im, "bot", new PaymentEvent(details, amount, "wechat", "transfer", "t-1", "")));
    }

    private static Map<?, ?> got(PaymentWait wait) {
        return (Map<?, ?>) wait.outcome().getNow("nothing yet");
    }

    private List<PaymentRecord> unclaimed() {
        return payments.list(Optional.of(State.UNCLAIMED), 10);
    }

    @Test
    void oneWaitIsALockForAllWhileAPaymentCouldNotTellTwoApart() {
        assertFalse(payments.awaited());
        PaymentWait first = wait("100", "");
        assertTrue(payments.open(first));
        assertTrue(payments.awaited());
        assertFalse(payments.open(wait("101", "5")), "the first could mean any amount");
        payments.close(first);
        assertTrue(payments.open(wait("100", "5")));
        assertFalse(payments.open(wait("101", "5.0")), "both the same");
        assertFalse(payments.open(wait("101", "")), "any amount would do");
        assertTrue(payments.open(wait("101", "6")));
    }

    @Test
    void aWaitIsOverWithItsRun() {
        PaymentWait wait = wait("100", "5");
        payments.open(wait);
        payments.ended("run-of-another");
        assertFalse(wait.outcome().isDone());
        payments.ended(wait.run());
        assertEquals("timeout", wait.outcome().getNow("it would wait to the end of its time"));
        assertFalse(payments.awaited());
    }

    @Test
    void whoShowsPaymentsHearsOfEachChange() {
        List<Integer> waits = new ArrayList<>();
        payments.listen(() -> waits.add(payments.waits().size()));
        PaymentWait wait = wait("100", "5");
        payments.open(wait);
        pay("qq", "100", "5");
        payments.close(wait);
        pay("qq", "100", "6");
        payments.assignToPerson(unclaimed().getFirst().id(), "qq", "101");
        assertEquals(List.of(1, 0, 0, 0), waits);
    }

    @Test
    void thePayerComesFirstThenTheOnlyWaitThenTheAmount() {
        PaymentWait five = wait("100", "5");
        PaymentWait six = wait("101", "6");
        payments.open(five);
        payments.open(six);
        pay("qq", "100", "6");
        assertEquals(false, got(five).get("amount_matched"), "the payer has paid the wrong sum");
        pay("weixin", "wxid_9", "1");
        assertEquals(new BigDecimal(1), got(six).get("money"), "the only one that still waits");
        PaymentWait seven = wait("102", "7");
        payments.open(seven);
        payments.open(wait("103", "8"));
        pay("weixin", "", "¥7.00");
        assertEquals(true, got(seven).get("amount_matched"));
        assertTrue(unclaimed().isEmpty());
        assertTrue(told.isEmpty());
    }

    @Test
    void aPayerWithSeveralWaitsEndsTheOneWithTheAmount() {
        PaymentWait five = wait("100", "5");
        PaymentWait six = wait("100", "6");
        payments.open(five);
        payments.open(six);
        pay("qq", "100", "6");
        assertTrue(six.outcome().isDone());
        assertFalse(five.outcome().isDone());
    }

    @Test
    void whatBelongsToNobodyIsKeptAndTold() {
        pay("weixin", "wxid_9", "19.80");
        assertEquals(1, unclaimed().size());
        String id = unclaimed().getFirst().id();
        assertTrue(told.getFirst().contains(id) && told.getFirst().contains("19.8") && told.getFirst().contains("wxid_9"),
                told::toString);
        payments.open(wait("100", "5"));
        payments.open(wait("101", "6"));
        pay("weixin", "", "7");
        assertEquals(2, unclaimed().size());
    }

    @Test
    void anOperatorGivesItToTheRunThatWaits() {
        pay("weixin", "", "19.80");
        String id = unclaimed().getFirst().id();
        PaymentWait wait = wait("100", "19.8");
        assertFalse(payments.assignToRun(id, wait.run()));
        payments.open(wait);
        assertTrue(payments.assignToRun(id, wait.run()));
        assertEquals(id, got(wait).get("order_id"));
        assertEquals(true, got(wait).get("amount_matched"));
        assertTrue(unclaimed().isEmpty());
        assertEquals(State.CLAIMED, payments.find(id).orElseThrow().state());
        assertFalse(payments.awaited());
    }

    @Test
    void whatWasAssignedToAPersonEndsTheNextWait() {
        pay("weixin", "", "3");
        String id = unclaimed().getFirst().id();
        assertFalse(payments.assignToPerson(id, "qq", "100"));
        PaymentWait other = wait("101", "");
        payments.open(other);
        PaymentWait next = wait("100", "");
        assertTrue(payments.open(next), "what was laid aside is known to be this person's");
        assertEquals(id, got(next).get("orderID"));
        assertFalse(other.outcome().isDone());
    }

    /// Two operators may press the button at the same moment.
    @Test
    void aPaymentIsGivenOnce() {
        pay("weixin", "", "3");
        String id = unclaimed().getFirst().id();
        PaymentWait first = wait("100", "3");
        PaymentWait second = wait("101", "4");
        payments.open(first);
        payments.open(second);
        assertTrue(payments.assignToRun(id, first.run()));
        assertFalse(payments.assignToRun(id, second.run()));
        assertFalse(payments.assignToPerson(id, "qq", "101"));
        assertFalse(second.outcome().isDone());
        assertEquals(State.CLAIMED, payments.find(id).orElseThrow().state());
        payments.close(second);
        PaymentWait third = wait("101", "");
        payments.open(third);
        assertFalse(third.outcome().isDone(), "nor is it laid aside for the next wait");
    }

    @Test
    void whatWasLaidAsideEndsOneWaitOfThatPerson() {
        pay("weixin", "", "3");
        payments.assignToPerson(unclaimed().getFirst().id(), "qq", "100");
        PaymentWait first = wait("100", "3");
        PaymentWait second = wait("100", "4");
        payments.open(first);
        assertTrue(payments.open(second));
        assertTrue(first.outcome().isDone());
        assertFalse(second.outcome().isDone());
    }

    @Test
    void aForgottenPaymentIsNobodys() {
        pay("weixin", "", "3");
        String id = unclaimed().getFirst().id();
        payments.forget(id);
        assertTrue(payments.find(id).isEmpty());
        payments.forget(id);
    }

    @Test
    void operatorsSeeWhoWaitsTheOldestFirst() {
        payments.open(wait("100", "5"));
        payments.open(wait("101", "6"));
        assertEquals(List.of("100", "101"), payments.waits().stream().map(PaymentWait::user).toList());
    }

    @Test
    void aWaitThatAPaymentHasEndedIsNotClosedAgain() {
        PaymentWait wait = wait("100", "5");
        payments.open(wait);
        pay("qq", "100", "5");
        assertFalse(payments.close(wait), "its outcome is there");
        PaymentWait other = wait("100", "5");
        payments.open(other);
        assertTrue(payments.close(other));
    }

    @Test
    void aRunThatIsOverWaitsForNothing() {
        PaymentWait wait = wait("100", "");
        payments.open(wait);
        payments.ended(wait.run());
        assertFalse(payments.awaited());
    }

    @Test
    void amountsAreReadAsPeopleWriteThem() {
        for (String text : List.of("1234.5", "¥1,234.50", "￥ 1,234.5", "1，234.5元", " 1234.500 ", "1.2345E3")) {
            assertEquals(Optional.of(new BigDecimal("1234.5")), Amount.of(text), text);
        }
        for (String text : List.of("", "free", "1e999999999", "12.5.1", "NaN")) {
            assertEquals(Optional.empty(), Amount.of(text), text);
        }
    }

    @Test
    void scriptsGetNumbersUnderOldAndNewKeys() {
        PaymentWait wait = wait("100", "19.8");
        payments.open(wait);
        pay("qq", "100", "19.80");
        for (String key : List.of("money", "Money", "received_amount", "expected_amount")) {
            assertEquals(new BigDecimal("19.8"), got(wait).get(key), key);
        }
        for (String key : List.of("FromWxid", "FromName", "Time", "time", "Type", "trade_no", "order_id", "orderID",
                "payment_channel", "payment_type", "amount_matched")) {
            assertTrue(got(wait).containsKey(key), key);
        }
    }
}
