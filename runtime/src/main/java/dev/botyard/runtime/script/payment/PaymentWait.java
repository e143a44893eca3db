package dev.botyard.runtime.script.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A run that waits for a payment.
///
/// @param run     the run's id
/// @param user    who is to pay, on `im`
/// @param amount  the expected sum, empty when the script named none
/// @param outcome what `waitPay` answers
public record PaymentWait(String run, String plugin, String im, String account, String user, Optional<BigDecimal> amount,
        Instant since, CompletableFuture<Object> outcome) {

    boolean isOf(String otherIm, String otherUser) {
        return im.equals(otherIm) && user.equals(otherUser);
    }

    boolean expects(BigDecimal sum) {
        return amount.isPresent() && Amount.same(amount.get(), sum);
    }

    /// Whether a payment could be meant for either of the two.
    boolean looksLike(PaymentWait other) {
        return amount.isEmpty() || other.amount.isEmpty() || other.expects(amount.get());
    }

    /// As the API shows it.
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run);
        map.put("plugin", plugin);
        map.put("im_type", im);
        map.put("account", account);
        map.put("user", user);
        map.put("amount", amount.orElse(null));
        map.put("since", since.toString());
        return map;
    }
}
