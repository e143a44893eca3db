package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.im.account.ReceiptCode;

/// A call of a script that failed; becomes a JSON-RPC error.
public final class CallException extends RuntimeException {
    private final int number;
    private final String code;

    private CallException(int number, String code, String message) {
        super(message, null, false, false);
        this.number = number;
        this.code = code;
    }

    /// The call failed for a reason that receipts know too.
    public static CallException failed(ReceiptCode code, String message) {
        return failed(code.label(), message);
    }

    /// The call failed for another reason that has a stable code.
    public static CallException failed(String code, String message) {
        return new CallException(-32000, code, message);
    }

    /// The arguments are wrong.
    public static CallException invalid(String message) {
        return new CallException(-32602, ReceiptCode.INVALID_REQUEST.label(), message);
    }

    /// There is no such method.
    public static CallException unknownMethod(String method) {
        return new CallException(-32601, "unknown_method",
                "the host has no method '" + method + "'; the SDK may be newer than the host");
    }

    int number() {
        return number;
    }

    public String code() {
        return code;
    }
}
