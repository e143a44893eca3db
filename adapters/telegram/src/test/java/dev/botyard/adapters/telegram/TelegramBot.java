package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// One bot of the played platform: what waits for it, and how it gets it. Thread-safe.
final class TelegramBot {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REPEATED = TimeUnit.MILLISECONDS.toNanos(500);

    final String token;
    final String id;
    final String username;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, String> updates = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private long next;
    private int polls;
    private long lastOffset = -1;
    private long lastAsked;
    private boolean revoked;
    private String webhook = "";
    private String secret = "";

    TelegramBot(String id, String secretPart, String username, long firstUpdate) {
        this.id = id;
        token = id + ":" + secretPart;
        this.username = username;
        next = firstUpdate;
    }

    /// Something has happened; a `%ID%` in it becomes the id of the update.
    void deliver(String update) {
        lock.lock();
        try {
            long number = next++;
            updates.put(number, update.replace("%ID%", Long.toString(number)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void revoke() {
        lock.lock();
        try {
            revoked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean revoked() {
        return revoked;
    }

    String webhook() {
        return webhook;
    }

    int waiting() {
        return left().size();
    }

    void webhook(String url, String newSecret) {
        lock.lock();
        try {
            webhook = url;
            secret = newSecret;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A refusal with its code and words.
    static final class Refusal extends RuntimeException {
        final int code;
        final String parameters;

        Refusal(int code, String words) {
            this(code, words, "");
        }

        Refusal(int code, String words, String parameters) {
            super(words);
            this.code = code;
            this.parameters = parameters;
        }
    }

    /// Waits for updates from `offset` on and forgets those before. A newer question ends an older one.
    String updates(long offset, int limit, long seconds) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!webhook.isEmpty()) {
                throw new Refusal(409,
                        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                                + " webhook first");
            }
            int mine = ++polls;
            changed.signalAll();
            if (offset > 0) {
                updates.headMap(offset).clear();
            }
            long now = System.nanoTime();
            int most = offset == lastOffset && now - lastAsked < REPEATED ? 1 : limit;
            lastOffset = offset;
            lastAsked = now;
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (updates.isEmpty() && left > 0 && mine == polls && !revoked && webhook.isEmpty()) {
                left = changed.awaitNanos(left);
            }
            if (revoked) {
                throw new Refusal(401, "Unauthorized");
            }
            if (mine != polls) {
                throw new Refusal(409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            }
            lastAsked = System.nanoTime();
            return updates.values().stream().limit(most).collect(Collectors.joining(",", "[", "]"));
        } finally {
            lock.unlock();
        }
    }

    /// Calls the webhook with one update after the other, until it takes them.
    void callWebhook() throws InterruptedException {
        while (true) {
            String url;
            String given;
            long number;
            String update;
            lock.lockInterruptibly();
            try {
                while (webhook.isEmpty() || updates.isEmpty() || revoked) {
                    changed.await();
                }
                url = webhook;
                given = secret;
                number = updates.firstKey();
                update = updates.get(number);
            } finally {
                lock.unlock();
            }
            if (took(url, given, update)) {
                lock.lockInterruptibly();
                try {
                    updates.remove(number);
                } finally {
                    lock.unlock();
                }
            } else {
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = PAUSE;
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean took(String url, String given, String update) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                            .header("X-Telegram-Bot-Api-Secret-Token", given).POST(HttpRequest.BodyPublishers.ofString(update))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            // What a bot answers there is executed as a call of it.
            return answer.statusCode() / 100 == 2 && answer.body().isEmpty();
        } catch (IOException unreachable) {
            return false;
        }
    }

    /// The fields of `getMe`.
    String me() {
        return "{\"id\":" + id + ",\"is_bot\":true,\"first_name\":\"Bot " + id + "\",\"username\":\"" + username
                + "\",\"can_join_groups\":true,\"can_read_all_group_messages\":false,\"supports_inline_queries\":false}";
    }

    /// What is not confirmed yet.
    List<String> left() {
        lock.lock();
        try {
            return new ArrayList<>(updates.values());
        } finally {
            lock.unlock();
        }
    }

    static String quoted(String text) {
        String object = Json.object(out -> out.writeStringProperty("t", text));
        return object.substring(object.indexOf(':') + 1, object.length() - 1);
    }
}
