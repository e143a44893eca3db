package dev.botyard.adapters.weixin.ilink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What people have written, and clients that wait for it. Nothing is forgotten: an old cursor gets everything again. Thread-safe.
final class IlinkChat {
    private final List<String> messages = new ArrayList<>();
    private boolean disturbed;

    synchronized void add(String message) {
        messages.add(message);
        notifyAll();
    }

    /// Ends the waiting of all.
    synchronized void disturb() {
        disturbed = true;
        notifyAll();
    }

    /// Where a cursor stands; clients must not read it.
    static String cursor(int position) {
        return Base64.getEncoder().encodeToString(("after " + position).getBytes(StandardCharsets.UTF_8));
    }

    static int position(String cursor) {
        return cursor.isEmpty()
                ? 0
                : Integer.parseInt(
                        new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).substring("after ".length()));
    }

    /// The messages from `position` on; empty when none came in time.
    synchronized List<String> after(int position, long holdMillis, int atMost) throws InterruptedException {
        long deadline = System.nanoTime() + holdMillis * 1_000_000;
        while (messages.size() <= position && !disturbed) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        return List.copyOf(messages.subList(Math.min(position, messages.size()), Math.min(messages.size(), position + atMost)));
    }
}
