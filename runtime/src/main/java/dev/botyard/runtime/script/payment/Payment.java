package dev.botyard.runtime.script.payment;

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
/// @param content what scripts get but for what they expected: new and old keys, as published plugins read both
record Payment(String id, String im, String account, String payer, String payerName, BigDecimal amount, String tradeNumber,
        Map<String, Object> content) {

    static Payment of(String id, PaymentNotice notice) {
        PaymentEvent event = notice.event();
        BigDecimal amount = Amount.of(event.amount()).orElse(BigDecimal.ZERO);
        String payer = event.details().person().id();
        String name = event.details().person().name();
        String time = OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC).toString();
        // The platform's own keys first: ours replace those of the same name, whose form differs from platform to platform.
        Map<String, Object> content = new LinkedHashMap<>(event.details().data());
        content.put("event_type", "payment");
        content.put("event_category", "payment");
        content.put("payment_channel", event.channel());
        content.put("payment_type", event.type());
        content.put("money", amount);
        content.put("Money", amount);
        content.put("received_amount", amount);
        content.put("order_id", id);
        content.put("orderID", id);
        content.put("trade_no", event.tradeNumber());
        content.put("remark", event.remark());
        content.put("time", time);
        content.put("Time", time);
        // Published plugins compare it with the platform's own words.
        content.putIfAbsent("Type", event.type());
        content.put("FromWxid", payer);
        content.put("FromName", name);
        return new Payment(id, notice.im(), notice.account(), payer, name, amount, event.tradeNumber(), content);
    }

    /// What the waiting script gets.
    static Map<String, Object> forWait(Map<String, Object> content, PaymentWait wait) {
        BigDecimal received = Amount.of(String.valueOf(content.get("money"))).orElse(BigDecimal.ZERO);
        Map<String, Object> map = new LinkedHashMap<>(content);
        map.put("expected_amount", wait.amount().orElse(BigDecimal.ZERO));
        map.put("amount_matched", wait.expects(received));
        return map;
    }
}
