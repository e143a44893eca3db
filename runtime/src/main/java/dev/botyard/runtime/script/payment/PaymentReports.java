package dev.botyard.runtime.script.payment;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.message.inbound.Injector;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/// Takes payments that no adapter reports: from operators, and from payment gateways. Thread-safe.
///
/// Money is never counted twice: what a reporter has told once is known also after a restart.
public final class PaymentReports {
    private final Injector injector;
    private final Payments payments;

    public PaymentReports(Injector injector, Payments payments) {
        this.injector = injector;
        this.payments = payments;
    }

    /// What became of a report.
    ///
    /// @param id by which the payment is known
    public record Taken(Acceptance outcome, String id) {}

    /// Where the money came in; both may be `""`, because a payment code knows neither.
    public record Place(String im, String account) {}

    /// Reads and takes what somebody told. Only the amount must be there.
    ///
    /// @param source   who reports, such as `api`: the same trade number of two reporters means two payments
    /// @param fallback what the report is known by when it has no trade number, `""` for nothing
    public Taken take(String source, Place place, Arguments report, String fallback) {
        String trade = report.text("trade_no", "tradeNo", "trade_number", "transaction_id");
        String key = trade.isEmpty() ? fallback : trade;
        String id = source + ":" + (key.isEmpty() ? UUID.randomUUID() : key);
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id(id)
                .person(Person.of(either(report.text(Argument.USER), report.text("FromWxid", "payer")),
                        either(report.text(Argument.USER_NAME), report.text("FromName"))))
                .once(true).build();
        return take(place, new PaymentEvent(details, amount(report), report.text("channel", "payment_channel"),
                report.text("type", "payment_type", "Type"), trade, report.text("remark", "message", "memo")));
    }

    private Taken take(Place place, PaymentEvent payment) {
        return new Taken(payments.knows(payment.id())
                ? Acceptance.DUPLICATE
                : injector.tell(place.im(), place.account(), payment), payment.id());
    }

    /// The sum as it was written.
    private static String amount(Arguments report) {
        String amount = report.required("amount", "money", "Money");
        Optional<BigDecimal> sum = Amount.of(amount);
        if (sum.isEmpty()) {
            throw report.refusal().apply("amount is '" + amount + "'; it must be a number such as 19.8");
        }
        if (sum.get().signum() <= 0) {
            throw report.refusal().apply("amount is '" + amount + "'; money that arrives is more than 0");
        }
        return amount;
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
