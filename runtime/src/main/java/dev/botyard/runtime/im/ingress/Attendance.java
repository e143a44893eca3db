package dev.botyard.runtime.im.ingress;

/// What is known of accounts that take no connections at the moment. Thread-safe.
@FunctionalInterface
public interface Attendance {

    /// Whether an account of the IM that has not listened yet will soon.
    ///
    /// @param account its id, `""` for any
    boolean expects(String im, String account);

    /// Whether the IM has such an account at all.
    ///
    /// @param account its id, `""` for any
    default boolean knows(@SuppressWarnings("unused") String im, @SuppressWarnings("unused") String account) {
        return false;
    }

    /// Somebody with the account's token found it away: whether it comes back by itself. It is asked to come at once.
    default boolean knock(@SuppressWarnings("unused") String account) {
        return true;
    }

    /// Why the account is away, for somebody with its token.
    default String why(String account) {
        return "account " + account + " takes no connections now";
    }
}
