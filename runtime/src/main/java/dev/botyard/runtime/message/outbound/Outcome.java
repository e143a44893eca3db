package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.Optional;

/// How one attempt to deliver ended.
///
/// @param refusal    what the adapter reported, empty when it was sent or no adapter was asked
/// @param retryAfter when the platform wants to be asked again
record Outcome(PushReceipt receipt, Optional<ErrorKind> refusal, Optional<Duration> retryAfter) {

    static Outcome of(PushReceipt receipt) {
        return new Outcome(receipt, Optional.empty(), Optional.empty());
    }

    ReceiptCode code() {
        return receipt.code();
    }
}
