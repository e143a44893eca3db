package dev.botyard.runtime.message.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The pushes that wait, in memory: by lane, in order. A lane is busy while one of its pushes is being sent, and that one does not stand in
/// it. Thread-safe.
final class PushLanes {
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private int size;

    private static final class Lane {
        private final Deque<HeldPush> waiting = new ArrayDeque<>();
        private boolean busy;
    }

    enum Entry {
        /// Nothing waits in the lane, which is busy with this push now.
        FIRST,
        /// It is to be [#append]ed once it is stored.
        WAITS,
        /// There is no room.
        FULL
    }

    /// Counts a push in.
    ///
    /// @param later it waits in any case
    synchronized Entry enter(HeldPush push, int most, boolean later) {
        if (size >= most) {
            return Entry.FULL;
        }
        size++;
        Lane lane = lane(push);
        if (later || lane.busy || !lane.waiting.isEmpty()) {
            return Entry.WAITS;
        }
        lane.busy = true;
        return Entry.FIRST;
    }

    /// Puts a push that was counted at the end of its lane.
    synchronized void append(HeldPush push) {
        lane(push).waiting.add(push);
    }

    /// A push that was counted did not come to wait.
    synchronized void uncount() {
        size--;
    }

    /// Counts a push in at the end of its lane.
    synchronized void add(HeldPush push) {
        size++;
        append(push);
    }

    /// The lane of `push` is free again.
    ///
    /// @param left what waits at its head now, null when it is done
    synchronized void leave(HeldPush push, @Nullable HeldPush left) {
        Lane lane = lane(push);
        lane.busy = false;
        if (left == null) {
            size--;
        } else {
            lane.waiting.addFirst(left);
        }
        if (lane.waiting.isEmpty()) {
            lanes.remove(push.entry().lane());
        }
    }

    /// Takes out what has waited for too long. What is being sent now is left to its sender.
    synchronized List<HeldPush> expire(Instant now) {
        List<HeldPush> late = new ArrayList<>();
        lanes.values().removeIf(lane -> {
            lane.waiting.removeIf(push -> !push.entry().expires().isAfter(now) && late.add(push));
            return !lane.busy && lane.waiting.isEmpty();
        });
        size -= late.size();
        return late;
    }

    /// The first pushes of lanes that are not busy, where it is time to try them.
    synchronized List<HeldPush> heads(Instant now) {
        return lanes.values().stream().filter(lane -> !lane.busy).map(lane -> lane.waiting.peekFirst()).filter(Objects::nonNull)
                .filter(head -> !head.entry().nextTry().isAfter(now)).toList();
    }

    /// The clock has jumped: pauses last as long as they would have.
    synchronized void shift(Duration jump) {
        lanes.values().forEach(lane -> {
            List<HeldPush> shifted = lane.waiting.stream().map(push -> push.later(jump)).toList();
            lane.waiting.clear();
            lane.waiting.addAll(shifted);
        });
    }

    /// Makes its lane busy with `head`.
    ///
    /// @return false when it is not the head of an idle lane any more
    synchronized boolean take(HeldPush head) {
        Lane lane = lane(head);
        if (lane.busy || lane.waiting.peekFirst() != head) {
            return false;
        }
        lane.busy = true;
        lane.waiting.removeFirst();
        return true;
    }

    /// Takes a push out.
    ///
    /// @return whether it waited
    synchronized boolean remove(String id) {
        boolean removed = lanes.values().stream().anyMatch(lane -> lane.waiting.removeIf(push -> push.id().equals(id)));
        if (removed) {
            size--;
        }
        return removed;
    }

    /// How many wait or are being sent.
    synchronized int size() {
        return size;
    }

    private Lane lane(HeldPush push) {
        return lanes.computeIfAbsent(push.entry().lane(), key -> new Lane());
    }
}
