package dev.botyard.runtime.ops.alert;

import dev.botyard.runtime.im.account.Account;
import java.time.Duration;
import java.time.Instant;

/// An account that is offline, from its fall until the masters know that it is back. Confined to the thread of [AccountAlerts].
final class Outage {
    private Instant since;
    private Account account;
    private Instant backSince;
    private Instant offSince;
    private boolean told;
    private Instant nextTry;
    private int tries;

    Outage(Account account, Instant since) {
        this.account = account;
        this.since = since;
    }

    /// The clock has jumped; what has passed stays as long as it was.
    void shift(Duration jump) {
        since = since.plus(jump);
        backSince = later(backSince, jump);
        offSince = later(offSince, jump);
        nextTry = later(nextTry, jump);
    }

    private static Instant later(Instant time, Duration jump) {
        return time == null ? null : time.plus(jump);
    }

    void down(Account now) {
        if (backSince != null) {
            forgetTries();
        }
        account = now;
        backSince = null;
        offSince = null;
    }

    void up(Account now, Instant time) {
        account = now;
        offSince = null;
        if (backSince == null) {
            backSince = time;
            forgetTries();
        }
    }

    /// Starting or stopping: not back, and still as long gone as before.
    void between() {
        down(account);
    }

    /// Switched off, perhaps only on the way to a new start.
    void off(Instant time) {
        if (offSince == null) {
            offSince = time;
        }
    }

    Account account() {
        return account;
    }

    boolean back() {
        return backSince != null;
    }

    /// Whether the masters heard of the fall.
    boolean told() {
        return told;
    }

    boolean offFor(Duration time, Instant now) {
        return offSince != null && !now.isBefore(offSince.plus(time));
    }

    /// Whether there is something to tell: a fall that lasts, or a return that holds.
    boolean newsworthy(Duration after, Duration steady, Instant now) {
        if (offSince != null) {
            return false;
        }
        return back()
                ? told && !now.isBefore(backSince.plus(steady))
                : !told && !now.isBefore(since.plus(after));
    }

    boolean ready(Instant now) {
        return nextTry != null && !now.isBefore(nextTry);
    }

    boolean tried() {
        return tries > 0;
    }

    int tries() {
        return tries;
    }

    void waitUntil(Instant time) {
        if (nextTry == null) {
            nextTry = time;
        }
    }

    void tell() {
        told = true;
        forgetTries();
    }

    /// Nobody could be told.
    void failed(Instant next) {
        tries++;
        nextTry = next;
    }

    private void forgetTries() {
        tries = 0;
        nextTry = null;
    }

    Duration lasted(Instant now) {
        return Duration.between(since, backSince == null ? now : backSince);
    }
}
