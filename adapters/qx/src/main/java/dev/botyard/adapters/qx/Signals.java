package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.Dialect;
import java.time.Duration;
import java.util.Optional;

/// What callbacks let the thread of `run` know. Thread-safe.
final class Signals {
    private Dialect heard;
    private boolean gone;
    private boolean check;
    private boolean doubted;

    /// Callbacks come in this dialect.
    synchronized void heard(Dialect dialect) {
        if (heard != dialect) {
            heard = dialect;
            check = true;
            notifyAll();
        }
    }

    synchronized Optional<Dialect> heard() {
        return Optional.ofNullable(heard);
    }

    /// The account has gone offline, Qianxun says.
    synchronized void gone() {
        gone = true;
        notifyAll();
    }

    /// Something changed: ask now.
    synchronized void check() {
        check = true;
        notifyAll();
    }

    /// A message came: if the login is doubted, ask now.
    synchronized void proven() {
        if (doubted) {
            doubted = false;
            check();
        }
    }

    /// Whether the login is doubted from now on.
    synchronized void doubted(boolean value) {
        doubted = value;
    }

    /// Waits for the next signal or until the time is over.
    ///
    /// @return whether the account has gone
    synchronized boolean await(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); left > 0 && !gone && !check; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        boolean wasGone = gone;
        gone = false;
        check = false;
        return wasGone;
    }
}
