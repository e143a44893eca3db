package dev.botyard.adapters.weixin;

import dev.botyard.api.adapter.KeyValueStore;

/// Up to where the host has taken the account's messages. Confined to the thread of `run`.
final class Cursor {
    static final String KEY = "cursor";

    private final KeyValueStore store;
    private String at;

    Cursor(KeyValueStore store) {
        this.store = store;
        at = store.get(KEY).orElse("");
    }

    /// The platform's own mark, `""` before the first answer.
    String at() {
        return at;
    }

    /// Everything before `mark` has been taken; durable on return.
    void moveTo(String mark) {
        if (!mark.isEmpty() && !mark.equals(at)) {
            store.put(KEY, mark);
            at = mark;
        }
    }
}
