package dev.botyard.runtime.im.account;

import dev.botyard.runtime.im.account.AccountStatus.Progress;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.config.HostSettings.ReconnectSettings;
import dev.botyard.runtime.infra.thread.Seat;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one account connected: attempt, loss, back-off, attempt, until stopped. Owns one virtual thread. Reports of an attempt that has
/// ended are ignored, so a late clean-up can never touch its successor.
final class AccountRunner {
    private static final Logger log = LoggerFactory.getLogger(AccountRunner.class);
    /// A platform that can be listened for so long is not one that fails at once.
    private static final Duration LISTENED = Duration.ofSeconds(30);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

    private final AccountSpec spec;
    private final AdapterGate gate;
    private final Seat seat;
    private final AccountRegistry registry;
    private final Ticker ticker;
    private final Supplier<ReconnectSettings> reconnect;
    private final BotLogins bots;
    private volatile @Nullable AccountId refusedFor;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean abandoned;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable AccountSession session;
    private final RetryPauses pauses = new RetryPauses();
    private @Nullable Thread thread;

    AccountRunner(AccountSpec spec, AdapterGate gate, AccountRegistry registry, Ticker ticker,
            Supplier<ReconnectSettings> reconnect, BotLogins bots) {
        this.spec = spec;
        this.gate = gate;
        this.seat = gate.seat();
        this.registry = registry;
        this.ticker = ticker;
        this.reconnect = reconnect;
        this.bots = bots;
    }

    AccountSpec spec() {
        return spec;
    }

    /// The session while the account is connected, else null.
    @Nullable
    AccountSession session() {
        return session;
    }

    /// Starts connecting, unless the settings name a bot that another account already is: one that waits for its platform might wait for
    /// ever, because whatever comes goes to the other.
    void start() {
        String bot = spec.config().identity();
        Optional<AccountId> twin = bot.isEmpty() ? Optional.empty() : bots.claim(this, bot);
        if (twin.isPresent()) {
            refusedFor = twin.get();
            move(AccountState.FAILED, onceAlone(twin.get()), isTwin("set up", bot, twin.get()));
            finished.countDown();
            return;
        }
        move(AccountState.STARTING, "", "");
        thread = seat.threads("account-" + spec.id()).newThread(this::run);
        thread.start();
    }

    private static String isTwin(String how, String bot, AccountId twin) {
        return "it is " + how + " as " + bot + ", as account " + twin
                + " already is; two accounts of one bot would answer everything twice";
    }

    /// Another account may come as the bot of this one, unless the settings say that it is this one's.
    private void leaveBot() {
        if (spec.config().identity().isEmpty()) {
            bots.release(this);
        }
    }

    /// Whether this account ends, or has ended, because one of these is its bot already.
    boolean endedFor(Set<AccountId> others) {
        AccountId other = refusedFor;
        return other != null && others.contains(other);
    }

    /// Asks the account to stop; returns at once.
    void stop() {
        stopping = true;
        registry.update(spec.id().value(), status -> status.state() == AccountState.DISABLED
                ? status
                : status.in(AccountState.STOPPING, "", "", ticker.instant()));
        end();
    }

    /// Makes way for a login: like [#stop], but the account keeps its state.
    void end() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Waits for the end after [#stop] or [#end]. An adapter that does not end in time is left behind, named in the log.
    void awaitEnd() throws InterruptedException {
        if (!finished.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.error("account {}: adapter {} did not stop within {} s; its thread {} is left behind", spec.id(), spec.adapter(),
                    STOP_DEADLINE.toSeconds(), "account-" + spec.id());
            endAttempt();
            bots.release(this);
            abandoned = true;
        }
    }

    /// Ends the current attempt as lost when no sign of life came in time.
    void checkLife() {
        Attempt current = attempt;
        if (current != null && current.overdue()) {
            current.lose(new AdapterException(ErrorKind.COMMUNICATION,
                    "no sign of life for " + current.interval().toSeconds() + " s"));
        }
    }

    /// A platform that has shown the right token wants in while nobody listens: a pause that only waits for it ends.
    void knock() {
        pauses.knock();
    }

    /// Whatever happens, the account has a state that tells of it: nobody else would.
    private void run() {
        try {
            keepConnected();
        } catch (RuntimeException | Error e) {
            broke(e);
        } finally {
            try {
                endAttempt();
            } catch (RuntimeException e) {
                broke(e);
            } finally {
                bots.release(this);
                finished.countDown();
            }
        }
    }

    private void keepConnected() {
        int failures = 0;
        while (!stopping) {
            Attempt current = new Attempt();
            try {
                AdapterException end = attempt(current);
                if (stopping || needsPerson(current, end)) {
                    return;
                }
                failures = current.stable() || current.passive && current.worked() ? 1 : failures + 1;
                if (current.passive) {
                    listenAgain(end, failures);
                } else {
                    backOff(end, failures);
                }
            } catch (InterruptedException e) {
                // Who ends the account has said so before; else it was meant for an attempt that has just ended.
                log.debug("account {}: interrupted", spec.id());
            }
        }
    }

    /// Something that no adapter is to blame for by itself: its own failures stop at the gate and are tried again.
    private void broke(Throwable failure) {
        log.error("account {}: adapter {} cannot be run", spec.id(), spec.adapter(), failure);
        if (!stopping) {
            move(AccountState.FAILED, "start it again with " + Launcher.hint("accounts start " + spec.id()),
                    "account " + spec.id() + " of adapter " + spec.adapter() + " ended with "
                            + failure.getClass().getSimpleName() + "; the host's log has the details");
        }
    }

    /// That a peer left is no fault of one that waits for peers: it listens again at once, whatever the peers before did.
    private void listenAgain(AdapterException end, int losses) throws InterruptedException {
        leaveBot();
        tellLoss(end, "listening again");
        registry.update(spec.id().value(), status -> status
                .in(AccountState.RETRYING, status.detail(), end.getMessage(), ticker.instant()).at(Progress.RETURNING));
        pauses.rest(Backoff.passive(losses), Duration.ZERO);
    }

    private void backOff(AdapterException end, int failures) throws InterruptedException {
        Duration pause = RetryPauses.before(failures, reconnect.get().maxPause(), end.retryAfter());
        Instant next = ticker.instant().plus(pause);
        tellLoss(end, "retrying in " + pause.toMillis() + " ms");
        registry.update(spec.id().value(), status -> status
                .in(AccountState.RETRYING, "", end.getMessage(), ticker.instant()).retryAt(next, failures));
        pauses.rest(pause, end.retryAfter().isPresent() ? pause : Backoff.KNOCKED);
    }

    /// A loss is told; that further attempts fail too is not, unless for another reason.
    private void tellLoss(AdapterException end, String next) {
        Account before = registry.snapshot().get(spec.id().value());
        if (before == null || before.status().state() != AccountState.RETRYING
                || !before.status().reason().equals(end.getMessage())) {
            log.info("account {}: {} ({})", spec.id(), next, end.getMessage());
        }
    }

    private AdapterException attempt(Attempt current) throws InterruptedException {
        attempt = current;
        try {
            Adapter adapter = gate.create(spec);
            current.adapter = adapter;
            gate.call(spec, () -> {
                adapter.run(current);
                return null;
            });
            return current.lost == null ? new AdapterException(ErrorKind.COMMUNICATION, "the connection ended") : current.lost;
        } catch (InterruptedException e) {
            if (stopping) {
                throw e;
            }
            return current.lost != null
                    ? current.lost
                    : new AdapterException(ErrorKind.INTERNAL, "adapter " + spec.adapter() + " was interrupted unasked", e);
        } catch (AdapterException e) {
            return current.lost == null ? e : current.lost;
        } finally {
            endAttempt();
            if (!stopping) {
                Thread.interrupted();
            }
        }
    }

    /// What an abandoned thread cleans up late belongs to its successor.
    private void endAttempt() {
        if (!abandoned) {
            attempt = null;
            session = null;
            seat.rise();
            gate.release(spec);
        }
    }

    private boolean needsPerson(Attempt current, AdapterException end) {
        return switch (end.kind()) {
            case CONFIGURATION -> {
                move(AccountState.FAILED,
                        current.twin == null ? "correct accounts/" + spec.id() + ".yaml" : onceAlone(current.twin),
                        end.getMessage());
                yield true;
            }
            case AUTHENTICATION -> {
                move(AccountState.NEEDS_LOGIN,
                        "log in with " + Launcher.hint("accounts login " + spec.id()) + " or renew the token",
                        end.getMessage());
                yield true;
            }
            default -> false;
        };
    }

    private String onceAlone(AccountId twin) {
        return "stop or remove account " + twin + ", then start this one with " + Launcher.hint("accounts start " + spec.id());
    }

    private void move(AccountState state, String detail, String reason) {
        registry.update(spec.id().value(), status -> status.in(state, detail, reason, ticker.instant()));
        log.info("account {}: {}{}", spec.id(), state.label(), reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /// One call of `Adapter.run`.
    private final class Attempt implements Connection {
        private volatile @Nullable Adapter adapter;
        private volatile long lastSign = ticker.nanoTime();
        private volatile long intervalNanos;
        /// Of the clock that only counts.
        private volatile @Nullable Long onlineSince;
        private volatile boolean passive;
        private volatile @Nullable AdapterException lost;
        private volatile @Nullable AccountId twin;
        private final Thread own = Thread.currentThread();
        private final long began = ticker.nanoTime();

        @Override
        public void connected(AccountProfile profile) {
            if (attempt != this) {
                return;
            }
            alive();
            refuseTwin(profile.platformId());
            if (onlineSince == null) {
                onlineSince = ticker.nanoTime();
            }
            if (session == null && adapter != null) {
                session = new AccountSession(spec, adapter, gate);
            }
            seat.sit(); // not before: what adapters do until then, such as loading classes, may take long
            boolean[] news = new boolean[1];
            registry.update(spec.id().value(), status -> {
                news[0] = status.state() != AccountState.ONLINE;
                return status.in(AccountState.ONLINE, profile.detail(), "", ticker.instant()).withProfile(profile);
            });
            if (news[0]) {
                log.info("account {}: online{}", spec.id(), profile.platformId().isEmpty() ? "" : " as " + profile.platformId());
            }
        }

        private void refuseTwin(String bot) {
            Optional<AccountId> other = bots.claim(AccountRunner.this, bot);
            if (other.isPresent()) {
                twin = other.get();
                refusedFor = twin;
                AdapterException refused = new AdapterException(ErrorKind.CONFIGURATION,
                        isTwin("logged in", bot, twin));
                lose(refused);
                throw refused;
            }
        }

        @Override
        public void waiting(String detail) {
            passive = true;
            if (attempt == this) {
                registry.update(spec.id().value(), status -> status.state() == AccountState.STARTING
                        || status.state() == AccountState.RETRYING
                                ? status.in(status.state(), detail, status.reason(), ticker.instant()).at(Progress.WAITING)
                                : status);
            }
        }

        @Override
        public void pending(String reason) {
            if (attempt == this) {
                registry.update(spec.id().value(), status -> status.state() == AccountState.STARTING
                        || status.state() == AccountState.RETRYING
                                ? status.in(status.state(), "not able to send yet", reason, ticker.instant()).at(Progress.PENDING)
                                : status);
            }
        }

        @Override
        public void loginLost(String reason, String action) {
            if (attempt == this) {
                leaveBot();
                move(AccountState.NEEDS_LOGIN, action, reason);
            }
        }

        @Override
        public void alive() {
            lastSign = ticker.nanoTime();
        }

        @Override
        public void expectLife(Duration interval) {
            alive();
            intervalNanos = interval.toNanos();
        }

        boolean overdue() {
            long nanos = intervalNanos;
            return nanos > 0 && lost == null && ticker.since(lastSign) > nanos;
        }

        Duration interval() {
            return Duration.ofNanos(intervalNanos);
        }

        void lose(AdapterException reason) {
            lost = reason;
            own.interrupt();
        }

        /// Whether the account got online, or listened for a while: not a fault that comes again at once.
        boolean worked() {
            return onlineSince != null || ticker.since(began) > LISTENED.toNanos();
        }

        boolean stable() {
            Long since = onlineSince;
            return since != null && ticker.since(since) >= reconnect.get().stableAfter().toNanos();
        }
    }
}
