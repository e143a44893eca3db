package dev.botyard.runtime.outbound;

/// A push that a script must hear about as an exception: invalid, refused, or of unknown outcome.
public final class PushException extends RuntimeException {
    private final PushCode code;
    private final transient PushReceipt receipt;

    PushException(PushCode code, String message, PushReceipt receipt) {
        super(message, null, false, false);
        this.code = code;
        this.receipt = receipt;
    }

    static PushException invalid(String message) {
        return new PushException(PushCode.INVALID_REQUEST, message, null);
    }

    public PushCode code() {
        return code;
    }

    /// The receipt, null when the request was refused before an account was looked for.
    public PushReceipt receipt() {
        return receipt;
    }
}
