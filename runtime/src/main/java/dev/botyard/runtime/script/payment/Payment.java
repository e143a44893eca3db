package dev.botyard.runtime.script.payment;

import dev.botyard.runtime.infra.json.Shown;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.api.event.PaymentEvent;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Money that arrived.
///
/// @param id      `pay_<hex>`, this host's own
/// @param amount  zero when the platform's text is no number
/// @param reference what its reporter knows it by, `""` for nothing
/// @param content what scripts get but for what they expected: new and old keys, as published plugins read both
record Payment(String id, String im, String account, String payer, String payerName, BigDecimal amount, String tradeNumber,
        String reference, Map<String, Object> content) {

    /// What is ours, under new and old keys.
    private record Facts(String eventType, String eventCategory, String paymentChannel, String paymentType, BigDecimal money,
            @JsonProperty("Money") BigDecimal oldMoney, BigDecimal receivedAmount, String orderId,
            @JsonProperty("orderID") String oldOrderId, String tradeNo, String remark, String time,
            @JsonProperty("Time") String oldTime,
            @JsonProperty("FromWxid") String payer, @JsonProperty("FromName") String payerName) {}

    private record Expected(BigDecimal expectedAmount, boolean amountMatched) {}

    static Payment of(String id, PaymentNotice notice) {
        PaymentEvent event = notice.event();
        BigDecimal amount = Amount.of(event.amount()).orElse(BigDecimal.ZERO);
        String payer = event.details().person().id();
        String name = event.details().person().name();
        String time = OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC).toString();
        // The platform's own keys first: ours replace those of the same name, whose form differs from platform to platform.
        Map<String, Object> content = new LinkedHashMap<>(event.details().data());
        content.putAll(Shown.map(new Facts("payment", "payment", event.channel(), event.type(), amount, amount, amount, id, id,
                event.tradeNumber(), event.remark(), time, time, payer, name)));
        // Published plugins compare it with the platform's own words.
        content.putIfAbsent("Type", event.type());
        return new Payment(id, notice.im(), notice.account(), payer, name, amount, event.tradeNumber(), event.id(), content);
    }

    /// What the waiting script gets.
    static Map<String, Object> forWait(Map<String, Object> content, PaymentWait wait) {
        BigDecimal received = Amount.of(String.valueOf(content.get("money"))).orElse(BigDecimal.ZERO);
        Map<String, Object> map = new LinkedHashMap<>(content);
        map.putAll(Shown.map(new Expected(wait.amount().orElse(BigDecimal.ZERO), wait.expects(received))));
        return map;
    }
}
