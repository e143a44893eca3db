package dev.botyard.runtime.ops.alert;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What masters read: one line for each account.
final class AlertText {
    private static final int MAX_LINES = 20;

    private AlertText() {}

    static String of(List<Outage> news, Instant now) {
        String lines = news.stream().limit(MAX_LINES).map(outage -> outage.back() ? back(outage, now) : down(outage, now))
                .collect(Collectors.joining("\n"));
        int more = news.size() - MAX_LINES;
        return Secrets.process().mask(more > 0 ? lines + "\n… and " + more + " more; see " + Launcher.hint("accounts") : lines);
    }

    private static String down(Outage outage, Instant now) {
        Account account = outage.account();
        String reason = account.status().reason();
        return name(account) + " has been offline for " + words(outage.lasted(now)) + ": " + account.status().state().label()
                + (reason.isEmpty() ? "" : ", " + reason) + ". What to do: " + action(account) + ".";
    }

    private static String back(Outage outage, Instant now) {
        return name(outage.account()) + " is online again after " + words(outage.lasted(now)) + ".";
    }

    private static String name(Account account) {
        String alias = account.spec().alias();
        return "Account " + account.id() + " (" + (alias.isEmpty() ? "" : alias + ", ") + account.im() + ")";
    }

    private static String action(Account account) {
        AccountState state = account.status().state();
        if (state == AccountState.RETRYING) {
            return "nothing unless it lasts, the host keeps trying";
        }
        String detail = account.status().detail();
        if (!detail.isEmpty()) {
            return detail;
        }
        return state == AccountState.NEEDS_LOGIN
                ? "log in with " + Launcher.hint("accounts login " + account.id())
                : "see " + Launcher.hint("accounts show " + account.id()) + " and correct accounts/" + account.id() + ".yaml";
    }

    static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3_600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }
}
