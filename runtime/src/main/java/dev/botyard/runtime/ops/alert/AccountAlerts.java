package dev.botyard.runtime.ops.alert;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSnapshot;
import dev.botyard.runtime.config.HostSettings.AlertSettings;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.message.masters.MasterNotices.Told;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the masters of other IMs when an account has been offline for a while, and when it is back. Each is told once; a fall that is
/// shorter is not told at all, and accounts that fall together are one message. Owns one virtual thread, which looks every second.
///
/// An account that is switched off is no outage. One that starts is neither down nor back: what was before goes on.
public final class AccountAlerts implements Service {
    private static final Logger log = LoggerFactory.getLogger(AccountAlerts.class);
    private static final long LOOK_MS = 1_000;
    private static final Duration TOGETHER = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Duration OFF = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int MAX_TRIES = 60;
    /// The message should arrive, whichever account of the other IM brings it.
    private static final Map<String, Object> OPTIONS = Map.of("failover", "same-im");

    private final AccountRegistry registry;
    private final MasterNotices notices;
    private final Supplier<AlertSettings> settings;
    private final Origin origin;
    private final InstantSource clock;
    private final Map<String, Outage> outages = new LinkedHashMap<>();
    private final AtomicReference<Duration> jumped = new AtomicReference<>(Duration.ZERO);
    private final Thread thread;

    /// @param home where relative media sources would start
    public AccountAlerts(AccountRegistry registry, MasterNotices notices, Supplier<AlertSettings> settings, Path home,
            InstantSource clock) {
        this.registry = registry;
        this.notices = notices;
        this.settings = settings;
        this.origin = new Origin(Trigger.HOST, "", "", "", "", home);
        this.clock = clock;
        this.thread = Threads.virtual("alerts").newThread(this::run);
    }

    /// Begins to look.
    @Override
    public void start() {
        thread.start();
    }

    /// The clock of the system has jumped, by a negative time for back: nobody has been offline for longer by that.
    public void clockMoved(Duration jump) {
        jumped.accumulateAndGet(jump, Duration::plus);
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                try {
                    look();
                } catch (RuntimeException e) {
                    log.error("telling masters about accounts failed", e);
                }
            }
        } catch (InterruptedException e) {
            log.debug("alerts end");
        }
    }

    /// Compares the accounts with what is known and tells what is due.
    void look() throws InterruptedException {
        AlertSettings now = settings.get();
        if (!now.enabled()) {
            outages.clear();
            return;
        }
        Instant time = clock.instant();
        Duration jump = jumped.getAndSet(Duration.ZERO);
        outages.values().forEach(outage -> outage.shift(jump));
        observe(registry.snapshot(), time);
        List<Outage> news = outages.values().stream().filter(outage -> outage.newsworthy(now.after(), STEADY, time))
                .filter(outage -> outage.tries() < MAX_TRIES).toList();
        news.forEach(outage -> outage.waitUntil(time.plus(TOGETHER)));
        if (news.stream().anyMatch(outage -> outage.ready(time))) {
            tell(news.stream().filter(outage -> outage.ready(time) || !outage.tried()).toList(), time);
        }
    }

    private void observe(AccountSnapshot accounts, Instant time) {
        accounts.all().forEach(account -> observe(account, time));
        outages.entrySet().removeIf(entry -> accounts.find(entry.getKey()).isEmpty() || over(entry.getValue(), time));
    }

    private void observe(Account account, Instant time) {
        String id = account.id().value();
        Outage known = outages.get(id);
        switch (account.status().state()) {
            case RETRYING, NEEDS_LOGIN, FAILED -> {
                if (known == null) {
                    known = new Outage(account, account.status().since());
                    outages.put(id, known);
                }
                known.down(account);
            }
            case ONLINE -> {
                if (known != null) {
                    known.up(account, time);
                }
            }
            case DISABLED -> {
                if (known != null && account.spec().enabled()) {
                    known.off(time);
                } else {
                    outages.remove(id);
                }
            }
            case STARTING, STOPPING -> {
                if (known != null) {
                    known.between();
                }
            }
        }
    }

    private static boolean over(Outage outage, Instant time) {
        return outage.offFor(OFF, time) || outage.back() && (!outage.told() || outage.tries() >= MAX_TRIES);
    }

    private void tell(List<Outage> news, Instant time) throws InterruptedException {
        List<Told> told = notices.tell(origin, im -> {
            List<Outage> others = news.stream().filter(outage -> !outage.account().im().equals(im)).toList();
            return others.isEmpty() ? Optional.empty() : Optional.of(AlertText.of(others, time));
        }, OPTIONS);
        for (Outage outage : news) {
            List<Told> heard = told.stream().filter(one -> !one.im().equals(outage.account().im())).toList();
            if (heard.stream().noneMatch(AccountAlerts::arrived)) {
                failed(outage, heard, time);
            } else if (outage.back()) {
                outages.remove(outage.account().id().value());
            } else {
                outage.tell();
            }
        }
    }

    /// A message that may have arrived is not sent again: two would be worse than none, because each should be told once.
    private static boolean arrived(Told told) {
        return told.sent() || told.code() == ReceiptCode.UNKNOWN_OUTCOME;
    }

    private static void failed(Outage outage, List<Told> heard, Instant time) {
        if (!outage.tried()) {
            log.warn("account {}: no master of another IM could be told that it is {}; trying again every {} s, {} times: {}",
                    outage.account().id(), outage.back() ? "back" : "offline", RETRY.toSeconds(), MAX_TRIES - 1,
                    heard.isEmpty()
                            ? "botyard.yaml names none under masters"
                            : heard.stream().map(Told::toString).collect(Collectors.joining("; ")));
        }
        outage.failed(time.plus(RETRY));
    }

    /// Ends the thread; what it is sending is interrupted.
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join(Duration.ofSeconds(5));
        }
    }
}
