package dev.botyard.runtime.config;

/// What an account's file says to the host, not to the adapter, about how the account is run. Immutable.
///
/// @param proxy the address of its own proxy, `none`, or `""` for the host's
public record AccountTerms(String proxy) {
    /// Of a file that says nothing.
    public static final AccountTerms NONE = new AccountTerms("");

    static AccountTerms of(CheckedSettings checked) {
        return new AccountTerms(ProxySetting.of(checked, "proxy"));
    }

    @Override
    public String toString() {
        return "AccountTerms[" + (proxy.isEmpty() ? "" : "with a proxy of its own") + "]";
    }
}
