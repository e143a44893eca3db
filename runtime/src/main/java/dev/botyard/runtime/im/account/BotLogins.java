package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which account is logged in as which bot, so that no bot answers everything twice. Thread-safe.
class BotLogins {
    private final Map<String, AccountRunner> holders = new HashMap<>();

    /// Says that an account is logged in as `bot`; it is as no other any more.
    ///
    /// @return the account that already is, if there is another
    Optional<AccountId> claim(AccountRunner runner, String bot) {
        synchronized (this) {
            String key = runner.spec().im() + ' ' + bot;
            AccountRunner holder = holders.get(key);
            if (holder != null && holder != runner) {
                return Optional.of(holder.spec().id());
            }
            release(runner);
            if (!bot.isEmpty()) {
                holders.put(key, runner);
            }
            return Optional.empty();
        }
    }

    /// The account is logged in no longer.
    synchronized void release(AccountRunner runner) {
        holders.values().removeIf(holder -> holder == runner);
    }
}
