package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the current [AccountSnapshot]. Reading is one volatile read; writing is for the supervisor only. Thread-safe.
public final class AccountRegistry implements Service {
    private static final Logger log = LoggerFactory.getLogger(AccountRegistry.class);

    private final List<AccountListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final Thread announcer;
    private final Map<String, String> defaults = new HashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Map<String, String> warnings = new ConcurrentHashMap<>();
    private volatile AccountSnapshot snapshot = AccountSnapshot.EMPTY;

    public AccountRegistry() {
        announcer = Threads.virtual("account-changes").newThread(this::announce);
    }

    /// Begins to tell listeners, also of what has changed before.
    @Override
    public void start() {
        announcer.start();
    }

    /// The accounts now.
    public AccountSnapshot snapshot() {
        return snapshot;
    }

    /// Adds a listener for changes from now on.
    public void listen(AccountListener listener) {
        listeners.add(listener);
    }

    /// Makes `accountId` the default account of `im` until the next call; wins over the files.
    public synchronized void prefer(String im, String accountId) {
        defaults.put(im, accountId);
        snapshot = AccountSnapshot.of(snapshot.all(), defaults);
    }

    /// Leaves the default account of `im` to the files.
    public synchronized void preferNone(String im) {
        defaults.remove(im);
        snapshot = AccountSnapshot.of(snapshot.all(), defaults);
    }

    /// What operators should know about an account though it works; `""` for nothing.
    public String warning(String accountId) {
        return warnings.getOrDefault(accountId, "");
    }

    /// Sets what [#warning] says. Told in the log once for each text.
    public void warn(String accountId, String warning) {
        if (warning.isEmpty()) {
            warnings.remove(accountId);
        } else if (!warning.equals(warnings.put(accountId, warning)) && warned.add(warning)) {
            log.warn("{}", warning);
        }
    }

    /// Replaces the set of accounts; the status of those that stay is kept.
    synchronized void configure(List<AccountSpec> specs, AccountStatus fresh) {
        AccountSnapshot before = snapshot;
        List<Account> accounts = new ArrayList<>();
        for (AccountSpec spec : specs) {
            Account known = before.get(spec.id().value());
            Account next = new Account(spec, known == null ? fresh : known.status());
            accounts.add(next);
            if (known == null || !known.spec().looksLike(spec)) {
                changes.add(new Change(known, next));
            }
        }
        snapshot = AccountSnapshot.of(accounts, defaults);
        for (Account old : before.all()) {
            if (snapshot.get(old.id().value()) == null) {
                changes.add(new Change(old, null));
            }
        }
    }

    /// Moves an account's status. An illegal move is refused and logged.
    ///
    /// @return whether it was moved
    synchronized boolean update(String id, UnaryOperator<AccountStatus> move) {
        Account before = snapshot.get(id);
        if (before == null) {
            return false;
        }
        AccountStatus next = move.apply(before.status());
        if (next.equals(before.status())) {
            return true;
        }
        if (next.state() != before.status().state() && !before.status().state().mayBecome(next.state())) {
            log.warn("account {}: refused the move from {} to {}", id, before.status().state().label(), next.state().label());
            return false;
        }
        snapshot = snapshot.with(id, next);
        changes.add(new Change(before, snapshot.get(id)));
        return true;
    }

    private void announce() {
        try {
            while (true) {
                Change change = changes.take();
                for (AccountListener listener : listeners) {
                    tell(listener, change);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(AccountListener listener, Change change) {
        try {
            listener.changed(change.before, change.after);
        } catch (RuntimeException e) {
            log.error("a listener for account changes failed", e);
        }
    }

    @Override
    public void close() {
        announcer.interrupt();
    }

    private record Change(@Nullable Account before, @Nullable Account after) {}
}
