package dev.botyard.runtime.script.worker;

import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Labelled;
import java.util.Locale;

/// A call of a script that failed; becomes a JSON-RPC error.
public final class CallException extends RuntimeException {
    private final int number;
    private final String code;

    private CallException(int number, String code, String message) {
        super(message, null, false, false);
        this.number = number;
        this.code = code;
    }

    /// The call failed for a reason with a stable word: a [ReceiptCode], a [CallCode] or a reason of the language model.
    public static CallException failed(Labelled code, String message) {
        return new CallException(-32000, code.label(), message);
    }

    /// An adapter failed at it.
    public static CallException failed(ErrorKind kind, String message) {
        return new CallException(-32000, kind.name().toLowerCase(Locale.ROOT), message);
    }

    /// The arguments are wrong.
    public static CallException invalid(String message) {
        return new CallException(-32602, ReceiptCode.INVALID_REQUEST.label(), message);
    }

    /// There is no such method.
    public static CallException unknownMethod(String method) {
        return new CallException(-32601, CallCode.UNKNOWN_METHOD.label(),
                "the host has no method '" + method + "'; the SDK may be newer than the host");
    }

    int number() {
        return number;
    }

    public String code() {
        return code;
    }
}
