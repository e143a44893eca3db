package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.event.InboundEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Takes updates one after the other, whichever way they come, and hands over what they tell. Thread-safe.
///
/// An album comes as messages of their own without a mark of its end, the next one only when the one before was taken. Its messages are kept in
/// the account's store until others follow in the chat or nothing has come for a moment, so that neither a restart nor a crash costs one.
final class Reception {
    private static final String ALBUM = "album:";
    /// Telegram's limit.
    private static final int LARGEST_ALBUM = 10;
    static final Duration QUIET = Duration.ofMillis(900);

    private final AdapterContext context;
    private final KeyValueStore store;
    private final TelegramInbound inbound;
    private final ReentrantLock lock = new ReentrantLock();
    /// When the last message of an album came, by the album's key in the store; one of an earlier attempt is complete.
    private final Map<String, Long> growing = new HashMap<>();

    Reception(AdapterContext context, TelegramInbound inbound) {
        this.context = context;
        this.inbound = inbound;
        store = context.storage();
        store.keys(ALBUM).forEach(key -> growing.put(key, System.nanoTime() - QUIET.toNanos()));
    }

    /// Takes an update.
    ///
    /// @return false when the host takes no more
    boolean take(JsonNode update) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            JsonNode item = TelegramInbound.albumItem(update);
            String chat = ALBUM + TelegramInbound.chatOf(update) + ":";
            String album = item.isObject() ? chat + Json.text(item, "media_group_id") : "";
            if (!endAlbums(key -> key.startsWith(chat) && !key.equals(album))) {
                return false;
            }
            if (!album.isEmpty()) {
                return grow(album, item);
            }
            for (InboundEvent event : inbound.read(update)) {
                if (context.events().emit(event) == Acceptance.REFUSED) {
                    return false;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            context.log().warn("left out something that is no update: {}", unreadable.getMessage());
        } finally {
            lock.unlock();
        }
        return true;
    }

    private boolean grow(String album, JsonNode item) throws InterruptedException {
        List<JsonNode> items = items(album);
        if (items.stream().noneMatch(known -> known.path("message_id").equals(item.path("message_id")))) {
            items.add(item);
            store.put(album, Json.write(out -> {
                out.writeStartArray();
                items.forEach(out::writeTree);
                out.writeEndArray();
            }));
        }
        growing.put(album, System.nanoTime());
        return items.size() < LARGEST_ALBUM || endAlbums(album::equals);
    }

    private List<JsonNode> items(String album) {
        List<JsonNode> items = new ArrayList<>();
        store.get(album).ifPresent(kept -> Json.parse(kept).forEach(items::add));
        return items;
    }

    private boolean endAlbums(Predicate<String> which) throws InterruptedException {
        for (String album : growing.keySet().stream().filter(which).sorted().toList()) {
            List<JsonNode> items = items(album);
            try {
                if (!items.isEmpty() && context.events().emit(inbound.message(items)) == Acceptance.REFUSED) {
                    return false;
                }
            } catch (IllegalArgumentException unreadable) {
                context.log().warn("left out an album that cannot be read: {}", unreadable.getMessage());
            }
            store.remove(album);
            growing.remove(album);
        }
        return true;
    }

    /// Hands over the albums that nothing was added to for a moment.
    ///
    /// @return false when the host takes no more
    boolean endQuietAlbums() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = System.nanoTime();
            return endAlbums(album -> now - growing.get(album) >= QUIET.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /// Whether an album may still grow.
    boolean waitsForMore() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return !growing.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
