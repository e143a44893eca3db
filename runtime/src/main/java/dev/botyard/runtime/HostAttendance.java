package dev.botyard.runtime;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import dev.botyard.runtime.im.account.Knocks;
import dev.botyard.runtime.im.ingress.Attendance;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// Tells the platforms' doors how the accounts behind them are. Thread-safe.
///
/// @param knocks who brings an account back
record HostAttendance(AccountRegistry registry, Knocks knocks) implements Attendance {

    @Override
    public boolean expects(String im, String account) {
        return accounts(im, account).map(Account::status).anyMatch(AccountStatus::expected);
    }

    @Override
    public boolean knows(String im, String account) {
        return accounts(im, account).findAny().isPresent();
    }

    private Stream<Account> accounts(String im, String account) {
        return registry.snapshot().all().stream()
                .filter(found -> found.im().equals(im) && (account.isEmpty() || found.id().value().equals(account)));
    }

    private static boolean comes(AccountState state) {
        return state == AccountState.STARTING || state == AccountState.RETRYING;
    }

    @Override
    public boolean knock(String account) {
        knocks.knock(account);
        return registry.snapshot().find(account).map(found -> found.status().state())
                .filter(state -> comes(state) || state == AccountState.ONLINE).isPresent();
    }

    @Override
    public String why(String account) {
        return registry.snapshot().find(account).map(found -> "account " + account + " " + how(account, found.status()))
                .orElseGet(() -> Attendance.super.why(account));
    }

    private static String how(String account, AccountStatus status) {
        String because = status.reason().isEmpty() ? "" : ": " + status.reason();
        return switch (status.state()) {
            case RETRYING -> "pauses" + status.nextRetry().map(HostAttendance::until).orElse("") + because;
            case NEEDS_LOGIN -> "needs a login" + because;
            case FAILED -> "has failed" + because;
            case DISABLED, STOPPING -> "is stopped; start it with " + Launcher.hint("accounts start " + account);
            case STARTING, ONLINE -> "is not ready yet; connect again";
        };
    }

    private static String until(Instant next) {
        return " until " + next.truncatedTo(ChronoUnit.SECONDS);
    }
}
