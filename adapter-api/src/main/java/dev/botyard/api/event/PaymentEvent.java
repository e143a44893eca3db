package dev.botyard.api.event;

import java.time.Instant;

/// Money arrived. Made with [#of] and what is known besides, so that later versions may ask for more.
///
/// @param details      who and where; its data may hold more of the platform's keys
/// @param amount       in the currency's main unit as decimal text, such as `12.50`
/// @param channel      how it was paid, such as `wechat`
/// @param type         the platform's own kind, such as a transfer or a reward
/// @param tradeNumber  the platform's number of the payment, `""` for none
/// @param remark       what the payer wrote, `""` for nothing
public record PaymentEvent(EventDetails details, String amount, String channel, String type, String tradeNumber, String remark)
        implements
            InboundEvent {

    /// So much money.
    ///
    /// @param amount in the currency's main unit as decimal text
    public static PaymentEvent of(EventDetails details, String amount) {
        return new PaymentEvent(details, amount, "", "", "", "");
    }

    /// The same with how it was paid.
    public PaymentEvent channel(String value) {
        return new PaymentEvent(details, amount, value, type, tradeNumber, remark);
    }

    /// The same with the platform's own kind.
    public PaymentEvent type(String value) {
        return new PaymentEvent(details, amount, channel, value, tradeNumber, remark);
    }

    /// The same with the platform's number of the payment.
    public PaymentEvent tradeNumber(String value) {
        return new PaymentEvent(details, amount, channel, type, value, remark);
    }

    /// The same with what the payer wrote.
    public PaymentEvent remark(String value) {
        return new PaymentEvent(details, amount, channel, type, tradeNumber, value);
    }

    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Instant time() {
        return details.time();
    }
}
