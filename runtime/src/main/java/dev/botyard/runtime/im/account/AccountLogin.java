package dev.botyard.runtime.im.account;

import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.infra.thread.Threads;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One login that a person is led through. Owns one virtual thread, on which the adapter leads. Thread-safe.
///
/// What a QR code says and the codes that people type are as good as passwords: nothing of them is logged, and both are forgotten at the end.
/// An adapter that does not end in time after a cancel is left behind; what it shows later is not shown.
public final class AccountLogin implements InteractiveLogin.Prompt {
    private static final Logger log = LoggerFactory.getLogger(AccountLogin.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_LINES = 100;
    private static final int MAX_LINE = 1_000;

    private final AccountSpec spec;
    private final AdapterGate gate;
    private final Clock clock;
    private final Consumer<AccountLogin> ended;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicBoolean given = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private @Nullable Thread thread;
    private State state = State.RUNNING;
    private int firstLine = 1;
    private int codes;
    private @Nullable Qr qr;
    private String question = "";
    private @Nullable String answer;
    private String error = "";
    private @Nullable AccountProfile profile;

    /// @param ended called on the login's thread when it is over and the adapter is gone
    AccountLogin(AccountSpec spec, AdapterGate gate, Clock clock, Consumer<AccountLogin> ended) {
        this.spec = spec;
        this.gate = gate;
        this.clock = clock;
        this.ended = ended;
    }

    /// How far a login is.
    public enum State {
        RUNNING, WAITING_FOR_CODE, DONE, FAILED, CANCELLED;

        /// Whether nothing will happen any more.
        public boolean over() {
            return this != RUNNING && this != WAITING_FOR_CODE;
        }
    }

    /// A QR code to scan.
    ///
    /// @param number 1 for the first code of this login
    public record Qr(String content, Instant expires, int number) {
        @Override
        public String toString() {
            return "QR code " + number + " until " + expires;
        }
    }

    /// A login at one moment. Immutable.
    ///
    /// @param lines     what the adapter told, the newest last
    /// @param firstLine the number of the first of them; more than 1 when older ones were forgotten
    /// @param question  what code is asked for, `""` when none is
    /// @param error     why it failed, `""` otherwise
    /// @param profile   who is logged in, once it is done
    public record View(State state, List<String> lines, int firstLine, Optional<Qr> qr, String question, String error,
            Optional<AccountProfile> profile) {}

    AccountSpec spec() {
        return spec;
    }

    void start() {
        log.info("account {}: login begins", spec.id());
        thread = Threads.startVirtual(threadName(), this::run);
    }

    /// The login now.
    public View view() {
        lock.lock();
        try {
            return new View(state, List.copyOf(lines), firstLine, Optional.ofNullable(qr), question, error,
                    Optional.ofNullable(profile));
        } finally {
            lock.unlock();
        }
    }

    /// Answers the question.
    ///
    /// @return false when no code is asked for
    public boolean giveCode(String code) {
        lock.lock();
        try {
            if (state != State.WAITING_FOR_CODE) {
                return false;
            }
            answer = code;
            state = State.RUNNING;
            question = "";
            news.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the login; returns at once. Does nothing when it is over.
    void cancel() {
        end(State.CANCELLED, "", null);
        Thread leading = thread;
        if (leading != null) {
            leading.interrupt();
        }
    }

    private String threadName() {
        return "login-" + spec.id();
    }

    boolean underWay() {
        return finished.getCount() > 0;
    }

    /// Waits for the end after [#cancel]. An adapter that does not end in time loses its network and is left behind, named in the log.
    void awaitEnd() throws InterruptedException {
        if (!finished.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.error("account {}: the login of adapter {} did not stop within {} s; its thread {} is left behind", spec.id(),
                    spec.adapter(), STOP_DEADLINE.toSeconds(), threadName());
            giveBack();
        }
    }

    private void run() {
        try {
            Adapter adapter = gate.create(spec);
            AccountProfile found = gate.call(spec, () -> lead(adapter));
            end(State.DONE, "", found);
        } catch (InterruptedException e) {
            // Nothing any more when somebody cancelled it.
            end(State.FAILED, "adapter " + spec.adapter() + " was interrupted though nobody cancelled the login", null);
        } catch (AdapterException e) {
            end(State.FAILED, e.getMessage(), null);
        } catch (RuntimeException | Error e) {
            log.error("account {}: the login failed", spec.id(), e);
            end(State.FAILED, "the login failed because of an error of the host; its log has the details", null);
        } finally {
            // A cancel that came too late must not disturb what follows.
            Thread.interrupted();
            try {
                giveBack();
            } catch (RuntimeException e) {
                log.error("account {}: what the login was lent is not given back", spec.id(), e);
            }
            finished.countDown();
            log.info("account {}: login {}", spec.id(), view().state().name().toLowerCase(Locale.ROOT));
            ended.accept(this);
        }
    }

    private AccountProfile lead(Adapter adapter) throws InterruptedException {
        InteractiveLogin login = adapter.ability(InteractiveLogin.class).orElseThrow(() -> new AdapterException(
                ErrorKind.UNSUPPORTED, "adapter " + spec.adapter() + " of account " + spec.id() + " has no interactive login"));
        AccountProfile found = login.login(this);
        if (found == null) {
            throw new AdapterException(ErrorKind.INTERNAL, "the adapter ended the login without saying who is logged in");
        }
        return found;
    }

    /// Once only: a thread that was left behind must not take away what a successor was given.
    private void giveBack() {
        if (given.compareAndSet(false, true)) {
            gate.forget(spec);
        }
    }

    private void end(State last, @Nullable String why, @Nullable AccountProfile found) {
        lock.lock();
        try {
            if (state.over()) {
                return;
            }
            state = last;
            error = why == null ? "" : why;
            profile = found;
            qr = null;
            question = "";
            answer = null;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void showQr(URI content, Instant expires) {
        lock.lock();
        try {
            if (!state.over()) {
                codes++;
                qr = new Qr(content.toString(), expires, codes);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void tell(String text) {
        lock.lock();
        try {
            if (!state.over()) {
                lines.add(text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + "…" : text);
                if (lines.size() > MAX_LINES) {
                    lines.removeFirst();
                    firstLine++;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String askCode(String asked, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!state.over()) {
                state = State.WAITING_FOR_CODE;
                question = asked;
            }
            long left = timeout.toNanos();
            String code = answer;
            while (code == null && !state.over()) {
                if (left <= 0) {
                    throw new AdapterException(ErrorKind.AUTHENTICATION,
                            "nobody gave the code in time; start the login again");
                }
                left = news.awaitNanos(left);
                code = answer;
            }
            if (code == null || state.over()) {
                throw new InterruptedException("the login is over");
            }
            return code;
        } finally {
            answer = null;
            if (!state.over()) {
                state = State.RUNNING;
                question = "";
            }
            lock.unlock();
        }
    }

    /// Whether the QR code can still be scanned.
    public boolean scannable(Qr code) {
        return clock.instant().isBefore(code.expires());
    }
}
