package dev.botyard.runtime.infra.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Log rows on their way to the writer. When the disk cannot follow, the oldest rows go, since the newest explain the trouble.
final class LogQueue {
    private final int capacity;
    private final ArrayDeque<LogRow> rows;
    private long dropped;

    LogQueue(int capacity) {
        this.capacity = capacity;
        this.rows = new ArrayDeque<>(1024);
    }

    /// How many rows wait now.
    synchronized int add(LogRow row) {
        if (rows.size() >= capacity) {
            rows.pollFirst();
            dropped++;
        }
        rows.addLast(row);
        return rows.size();
    }

    synchronized List<LogRow> take(int most) {
        int count = Math.min(most, rows.size());
        List<LogRow> taken = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            taken.add(rows.pollFirst());
        }
        return taken;
    }

    /// They were taken and could not be written: they are the oldest again, as many as there is room for.
    synchronized void putBack(List<LogRow> taken) {
        for (LogRow row : taken.reversed()) {
            if (rows.size() < capacity) {
                rows.addFirst(row);
            } else {
                dropped++;
            }
        }
    }

    synchronized int size() {
        return rows.size();
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized void lose(int count) {
        dropped += count;
    }
}
