package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.store.HostState;

/// The default accounts that operators chose on the running host. They are kept in the store and win over the files. Thread-safe.
public final class ChosenDefaults {
    private static final String KEY = "default.";

    private final AccountRegistry registry;
    private final HostState state;

    public ChosenDefaults(AccountRegistry registry, HostState state) {
        this.registry = registry;
        this.state = state;
    }

    /// Puts what was chosen back in force; at the start of the host.
    public void restore() {
        state.all(KEY)
                .forEach((key, account) -> registry.prefer(key.startsWith(KEY) ? key.substring(KEY.length()) : key, account));
    }

    /// Makes an account the default of its IM type from now on.
    public void choose(Account account) {
        state.put(KEY + account.im(), account.id().value());
        registry.prefer(account.im(), account.id().value());
    }

    /// An account is the default by the files alone from now on, if it was chosen.
    ///
    /// @return whether it was
    public boolean forget(Account account) {
        String key = KEY + account.im();
        if (state.get(key).filter(account.id().value()::equals).isEmpty()) {
            return false;
        }
        state.remove(key);
        registry.preferNone(account.im());
        return true;
    }
}
