package dev.botyard.api.transport;

import java.util.function.Function;

/// Decides whether a request belongs to an account. Called on any thread, must not block.
///
/// @param headerName  with `headerValue`: asked only for requests whose header has that value, so that thousands of accounts cost nothing;
///                    `""` to be asked for every request
/// @param headerValue see `headerName`
/// @param decide      the decision
/// @param anybody     whether the decision asks for no secret; such an account is reached from this machine alone unless its file says
///                    `allow_anybody: true`
public record Admission(String headerName, String headerValue, Function<RouteRequest, Decision> decide, boolean anybody) {

    /// Of an account that asks for a secret.
    public Admission(String headerName, String headerValue, Function<RouteRequest, Decision> decide) {
        this(headerName, headerValue, decide, false);
    }

    /// Asked for every request of the IM type.
    public static Admission of(Function<RouteRequest, Decision> decide) {
        return new Admission("", "", decide);
    }

    /// Asked only for requests that carry this header value, and for the account's own path.
    public static Admission keyedBy(String headerName, String headerValue, Function<RouteRequest, Decision> decide) {
        return new Admission(headerName, headerValue, decide);
    }

    /// Says whether everybody is admitted who asks, because the account has no token to ask for.
    public Admission anybody(boolean value) {
        return new Admission(headerName, headerValue, decide, value);
    }

    /// What to do with a request.
    ///
    /// @param kind   admit, refuse or not mine
    /// @param status for a refusal the HTTP status
    /// @param reason for a refusal a sentence without secrets
    public record Decision(Kind kind, int status, String reason) {
        /// It is for this account and allowed.
        public static final Decision ADMIT = new Decision(Kind.ADMIT, 101, "");
        /// It is for this account; whether it may speak for it shows only in the body, such as in a signature. The host takes bodies up to
        /// 1 MiB then.
        public static final Decision ADMIT_UNPROVEN = new Decision(Kind.ADMIT, 100, "");
        /// It is for somebody else.
        public static final Decision NOT_MINE = new Decision(Kind.NOT_MINE, 404, "");

        /// It is for this account, but not allowed.
        public static Decision refuse(int status, String reason) {
            return new Decision(Kind.REFUSE, status, reason);
        }

        /// The three answers.
        public enum Kind {
            /// It is for this account.
            ADMIT,
            /// It is for this account and refused; used when no other account admits it.
            REFUSE,
            /// It is for somebody else.
            NOT_MINE
        }
    }
}
