package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Sets an account up for an [AdapterHarness]. Everything has a value that does for most tests. Can begin several hosts, one after the other.
/// Confined to one thread at a time.
public final class HarnessBuilder {
    private final AdapterFactory factory;
    private final Map<String, List<String>> settings = new HashMap<>();
    private Function<AdapterContext, Adapter> maker;
    private String account = "bot";
    private String im;
    private KeyValueStore store = new MemoryStore();
    private Clock clock = Clock.systemUTC();
    private Path folder;
    private AdapterHarness neighbour;

    HarnessBuilder(AdapterFactory factory) {
        this.factory = factory;
        maker = factory::create;
        im = factory.descriptor().imTypes().stream().findFirst().orElse("test");
    }

    /// A setting, as in the account's file.
    public HarnessBuilder with(String key, String... values) {
        settings.put(key, List.of(values));
        return this;
    }

    /// Several settings: key, value, key, value, …
    public HarnessBuilder settings(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "the last setting, '" + keysAndValues[keysAndValues.length - 1] + "', has no value");
        }
        for (int i = 0; i < keysAndValues.length; i += 2) {
            with(keysAndValues[i], keysAndValues[i + 1]);
        }
        return this;
    }

    /// The account's id; `bot` unless given.
    public HarnessBuilder account(String id) {
        account = id;
        return this;
    }

    /// The IM type; the descriptor's first unless given.
    public HarnessBuilder im(String type) {
        im = type;
        return this;
    }

    /// The account's store; an empty one unless given. It can outlive the host.
    public HarnessBuilder store(KeyValueStore kept) {
        store = kept;
        return this;
    }

    /// The host's clock, such as a [TestClock] that the test moves.
    public HarnessBuilder clock(Clock given) {
        clock = given;
        return this;
    }

    /// The account's folder, which is made; without, the account has none.
    public HarnessBuilder folder(Path given) {
        folder = given;
        return this;
    }

    /// Makes the adapter in another way than the factory does, such as with shorter pauses.
    public HarnessBuilder madeBy(Function<AdapterContext, Adapter> how) {
        maker = how;
        return this;
    }

    /// On the host of another account, which lasts until the last of its accounts is closed.
    public HarnessBuilder beside(AdapterHarness other) {
        neighbour = other;
        return this;
    }

    /// The host, before the first attempt.
    public AdapterHarness build() {
        return new AdapterHarness(this);
    }

    /// The host, with an attempt that has begun.
    public AdapterHarness start() {
        AdapterHarness host = build();
        host.start();
        return host;
    }

    /// The host, with an attempt that is connected.
    public AdapterHarness online() throws InterruptedException {
        AdapterHarness host = build();
        try {
            host.connect();
            return host;
        } catch (AssertionError | InterruptedException failure) {
            host.close();
            throw failure;
        }
    }

    AdapterFactory factory() {
        return factory;
    }

    Map<String, List<String>> settings() {
        return settings;
    }

    Function<AdapterContext, Adapter> maker() {
        return maker;
    }

    AccountId account() {
        return new AccountId(account);
    }

    String im() {
        return im;
    }

    KeyValueStore store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    /// Null where the test gave none.
    Path folder() {
        try {
            return folder == null ? null : Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the account's folder " + folder + " cannot be made", e);
        }
    }

    LoopbackNetwork network() {
        try {
            return neighbour == null ? new LoopbackNetwork(Ticker.system()) : neighbour.network();
        } catch (IOException e) {
            throw new UncheckedIOException("the host cannot listen on the loopback interface", e);
        }
    }
}
