package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Capability;
import dev.botyard.runtime.im.account.Selection.Rejected;
import dev.botyard.runtime.im.account.Selection.Rule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an account is wanted for, which decides whether it will do. Immutable.
public sealed interface Purpose {
    /// It uses an ability, such as listing members: it has to be connected.
    Purpose ACT = new Act();
    /// A message is said as if it had received it: it has to exist.
    Purpose HEAR = new Hear();

    /// Why `account` will not do, null when it will.
    @Nullable
    Rejected obstacle(Account account, Rule rule);

    /// Whether an account that is not online will do when no other is.
    default boolean mayBeOffline() {
        return false;
    }

    /// It sends a message.
    ///
    /// @param needed what it must be able to send
    /// @param reach  what is known about the target
    record Speak(Capability needed, Reach reach) implements Purpose {
        @Override
        public @Nullable Rejected obstacle(Account account, Rule rule) {
            if (account.status().state() != AccountState.ONLINE) {
                return offline(account, rule);
            }
            if (account.status().coolingUntil().isPresent()) {
                return new Rejected(account.id().value(), rule, ReceiptCode.RATE_LIMITED,
                        "account " + account.id() + " waits until " + account.status().coolingUntil().get()
                                + " because the platform asked for it");
            }
            if (!account.has(needed)) {
                return new Rejected(account.id().value(), rule, ReceiptCode.UNSUPPORTED_PART,
                        "adapter " + account.spec().adapter() + " of account " + account.id() + " cannot "
                                + needed.name().toLowerCase(Locale.ROOT).replace('_', ' ') + account.spec().hint(needed));
            }
            String obstacle = reach.obstacle(account.id().value());
            return obstacle.isEmpty() ? null : new Rejected(account.id().value(), rule, ReceiptCode.UNREACHABLE_TARGET, obstacle);
        }
    }

    /// See [#ACT].
    record Act() implements Purpose {
        @Override
        public @Nullable Rejected obstacle(Account account, Rule rule) {
            return account.status().state() == AccountState.ONLINE ? null : offline(account, rule);
        }
    }

    /// See [#HEAR].
    record Hear() implements Purpose {
        @Override
        public @Nullable Rejected obstacle(Account account, Rule rule) {
            return null;
        }

        @Override
        public boolean mayBeOffline() {
            return true;
        }
    }

    /// What is known about whether an account can reach the target.
    @FunctionalInterface
    interface Reach {
        /// Nothing is known.
        Reach UNKNOWN = account -> "";

        /// Why `account` is known not to reach the target, `""` when it may.
        String obstacle(String account);
    }

    private static Rejected offline(Account account, Rule rule) {
        AccountStatus status = account.status();
        return new Rejected(account.id().value(), rule, ReceiptCode.ACCOUNT_OFFLINE,
                "account " + account.id() + " is " + status.state().label()
                        + (status.reason().isEmpty() ? "" : ": " + status.reason()));
    }
}
