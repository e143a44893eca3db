package dev.botyard.runtime.message.outbound;

import dev.botyard.api.message.Media;
import dev.botyard.runtime.im.account.PlayedAccounts;
import dev.botyard.runtime.im.account.PlayedIm;
import dev.botyard.runtime.infra.store.QueuedPushes;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A dispatcher with the accounts of a played IM behind it and a store of its own. Its clock stands still.
public final class PushDesk implements AutoCloseable {
    private final TestTicker clock;
    private final PlayedAccounts accounts;
    private final List<PushReceipt> finished = new CopyOnWriteArrayList<>();
    private final Store store;
    private final Dispatcher dispatcher;
    private volatile PushPolicy policy = PushPolicy.DEFAULT;
    private volatile MediaSources media = PushDesk::named;

    public PushDesk(Path folder) {
        this(folder, new TestTicker(Instant.parse("2026-05-01T12:00:00Z")));
    }

    /// Goes on by the time of an earlier one.
    PushDesk(Path folder, TestTicker clock) {
        this.clock = clock;
        accounts = new PlayedAccounts(clock);
        store = Store.open(folder.resolve("botyard.db"));
        dispatcher = new Dispatcher(accounts.registry(), accounts.supervisor(),
                theMedia(),
                (medium, kind, formats, im, atMost) -> medium, store.queuedPushes(), () -> policy, clock);
        dispatcher.listen((origin, reply, receipt) -> finished.add(receipt));
    }

    private MediaSources theMedia() {
        return new MediaSources() {
            @Override
            public Media resolve(String source, Path folder, String name, String mime) {
                return media.resolve(source, folder, name, mime);
            }

            @Override
            public Optional<Media> keep(String source, Path folder, String name, String mime) {
                return media.keep(source, folder, name, mime);
            }
        };
    }

    /// A medium that has no bytes: its source, its name, its type.
    static Media named(String source, Path folder, String name, String mime) {
        return Media.reference(source, name, mime, -1, Map.of());
    }

    void policy(PushPolicy value) {
        policy = value;
    }

    /// How many pushes may wait, and for how long.
    void queues(int most, Duration life) {
        policy = new PushPolicy(policy.aliases(), policy.failover(), policy.textTimeout(), policy.mediaTimeout(), life, most);
    }

    void media(MediaSources value) {
        media = value;
    }

    public TestTicker clock() {
        return clock;
    }

    public PlayedAccounts accounts() {
        return accounts;
    }

    public PlayedIm im() {
        return accounts.im();
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    PushQueue queue() {
        return dispatcher.queue();
    }

    QueuedPushes rows() {
        return store.queuedPushes();
    }

    /// All outcomes that were told, in order.
    public List<PushReceipt> finished() {
        return List.copyOf(finished);
    }

    @Override
    public void close() throws InterruptedException {
        dispatcher.stop();
        accounts.close();
        store.close();
    }
}
