package dev.botyard.runtime.config;

import java.util.List;

/// What an account's file says to the host, not to the adapter, about how the account is run. Immutable.
///
/// @param proxy         the address of its own proxy, `none`, or `""` for the host's
/// @param platformCalls which methods of the platform may be called: their names, beginnings of names with `*`, or `all`
public record AccountTerms(String proxy, List<String> platformCalls) {
    /// Of a file that says nothing.
    public static final AccountTerms NONE = new AccountTerms("", List.of());

    static AccountTerms of(CheckedSettings checked) {
        return new AccountTerms(ProxySetting.of(checked, "proxy"),
                checked.texts("platform_calls").stream().map(String::strip).toList());
    }

    /// Whether scripts and operators may call this method of the platform.
    public boolean allows(String action) {
        return platformCalls.stream().anyMatch(allowed -> allowed.equals("all") || allowed.equals(action)
                || allowed.endsWith("*") && action.startsWith(allowed.substring(0, allowed.length() - 1)));
    }

    @Override
    public String toString() {
        return "AccountTerms[" + (proxy.isEmpty() ? "" : "with a proxy of its own, ") + platformCalls + "]";
    }
}
