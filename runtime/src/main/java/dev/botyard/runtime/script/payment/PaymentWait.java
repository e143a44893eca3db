package dev.botyard.runtime.script.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A run that waits for a payment, also as operators see it.
///
/// @param run     the run's id
/// @param user    who is to pay, on `imType`
/// @param amount  the expected sum, empty when the script named none
/// @param outcome what `waitPay` answers
public record PaymentWait(String run, String plugin, String imType, String accountId, String user, Optional<BigDecimal> amount,
        Instant since, @JsonIgnore CompletableFuture<Object> outcome) {

    boolean isOf(String otherIm, String otherUser) {
        return imType.equals(otherIm) && user.equals(otherUser);
    }

    boolean expects(BigDecimal sum) {
        return amount.isPresent() && Amount.same(amount.get(), sum);
    }

    /// Whether a payment could be meant for either of the two.
    boolean looksLike(PaymentWait other) {
        return amount.isEmpty() || other.amount.isEmpty() || other.expects(amount.get());
    }
}
