package dev.botyard.runtime.message.outbound;

import java.util.Objects;

import dev.botyard.runtime.im.account.ReceiptCode;
import org.jspecify.annotations.Nullable;

/// A push that a script must hear about as an exception: invalid, refused, or of unknown outcome.
public final class PushException extends RuntimeException {
    private final ReceiptCode code;
    private final transient @Nullable PushReceipt receipt;
    private final boolean empty;

    PushException(ReceiptCode code, String message, @Nullable PushReceipt receipt) {
        this(code, message, receipt, false);
    }

    private PushException(ReceiptCode code, String message, @Nullable PushReceipt receipt, boolean empty) {
        super(message, null, false, false);
        this.code = code;
        this.receipt = receipt;
        this.empty = empty;
    }

    /// Never null: it is made with one.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    static PushException invalid(String message) {
        return new PushException(ReceiptCode.INVALID_REQUEST, message, null);
    }

    static PushException nothing(String message) {
        return new PushException(ReceiptCode.INVALID_REQUEST, message, null, true);
    }

    /// Whether there was only nothing to send, as in a script whose picture is not set; never with `strict`.
    public boolean empty() {
        return empty;
    }

    public ReceiptCode code() {
        return code;
    }

    /// The receipt, null when the request was refused before an account was looked for.
    public @Nullable PushReceipt receipt() {
        return receipt;
    }
}
