package dev.botyard.runtime.im.account;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Platforms that have come to a door whose account rests. Thread-safe.
public final class Knocks {
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Adds somebody who wakes accounts.
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// A platform has come for this account.
    public void knock(String account) {
        listeners.forEach(listener -> listener.accept(account));
    }
}
