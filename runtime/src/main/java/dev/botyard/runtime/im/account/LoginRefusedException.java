package dev.botyard.runtime.im.account;

/// A login cannot begin now. Carries no stack trace: the message says what to do instead.
public final class LoginRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    LoginRefusedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// `no_interactive_login`, `wrong_state` or `login_ending`.
    public String code() {
        return code;
    }
}
