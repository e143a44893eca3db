package dev.botyard.api.event;

import java.time.Instant;

/// Money arrived.
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
    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Instant time() {
        return details.time();
    }
}
