package dev.botyard.runtime.script.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.PaymentEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTest {

    private static Payment of(String amount, Map<String, Object> data) {
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id("e").person(Person.of("ann", "Ann")).putAll(data)
                .time(Instant.parse("2027-01-01T08:00:00Z")).build();
        return Payment.of("pay_1",
                new PaymentNotice("qq", "bot", new PaymentEvent(details, amount, "wechat", "transfer", "t-1", "thanks")));
    }

    private static PaymentWait wait(String amount) {
        return new PaymentWait("r", "shop.py", "qq", "bot", "ann", Amount.of(amount), Instant.EPOCH, new CompletableFuture<>());
    }

    @Test
    void ourOwnKeysReplaceThoseOfThePlatformAndTheRestStays() {
        Payment payment = of("5.00", Map.of("money", "￥5.00", "order_id", "theirs", "Type", "scan", "extra", "x"));
        assertEquals("5 pay_1 scan x ann Ann 2027-01-01T08:00Z", String.join(" ", payment.content().get("money").toString(),
                payment.content().get("order_id").toString(), payment.content().get("Type").toString(),
                payment.content().get("extra").toString(), payment.content().get("FromWxid").toString(),
                payment.content().get("FromName").toString(), payment.content().get("time").toString()));
        assertEquals("transfer", of("5", Map.of()).content().get("Type"), "where the platform has no word");
    }

    @Test
    void anAmountThatIsNoNumberIsNothing() {
        assertEquals(BigDecimal.ZERO, of("plenty", Map.of()).amount());
    }

    @Test
    void theWaitingScriptLearnsWhatItExpectedAndWhetherItCame() {
        Map<String, Object> matched = Payment.forWait(of("19.80", Map.of()).content(), wait("19.8"));
        assertEquals("19.8 true", matched.get("expected_amount") + " " + matched.get("amount_matched"));
        Map<String, Object> any = Payment.forWait(of("19.80", Map.of()).content(), wait(""));
        assertEquals("0 false", any.get("expected_amount") + " " + any.get("amount_matched"));
    }

    @ParameterizedTest
    @CsvSource({"1,1,true", "0.1,0.10,true", "0.30000000000000004,0.3,true", "1,1.01,false", "0,0,false", "-1,-1,false",
        "1,-1,false",
        "1,1.0009,true", "1,1.001,false"})
    void sumsAreEqualButForWhatFloatingPointMakesOfThem(String one, String other, boolean same) {
        assertEquals(same, Amount.same(new BigDecimal(one), new BigDecimal(other)));
    }

    @ParameterizedTest
    @CsvSource({"5,5", "5.,5", ".5,0.5", "+5,5", "-5,-5", "1e2,100", "0,0", "00.50,0.5"})
    void amountsArePlainNumbers(String text, String plain) {
        assertEquals(Optional.of(plain), Amount.of(text).map(BigDecimal::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "¥", "元", "five", "1.2.3", "1e10", "0x10", "∞", "5 元 5", "１２", "--5", ".",
        "11111111111111111111111111111111111111111"})
    void whatIsNoAmountIsNone(String text) {
        assertEquals(Optional.empty(), Amount.of(text));
    }

    @Test
    void twoWaitsLookAlikeWhenAPaymentCouldBeMeantForEither() {
        assertTrue(wait("5").looksLike(wait("5.00")));
        assertTrue(wait("5").looksLike(wait("")));
        assertTrue(wait("").looksLike(wait("5")));
        assertFalse(wait("5").looksLike(wait("6")));
        assertTrue(wait("5").isOf("qq", "ann"));
        assertFalse(wait("5").isOf("weixin", "ann"));
    }
}
