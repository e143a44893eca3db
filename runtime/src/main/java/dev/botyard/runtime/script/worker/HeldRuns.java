package dev.botyard.runtime.script.worker;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The runs of one worker, and whose turn it is. Thread-safe.
final class HeldRuns {
    private final boolean forked;
    private final Map<String, HeldRun> byToken = new ConcurrentHashMap<>(2);
    private volatile HeldRun turn;
    private volatile String dialogue = "";

    /// @param forked whether the process was forked for one run: it has nothing else to do while that waits; of others it is not known
    HeldRuns(boolean forked) {
        this.forked = forked;
    }

    boolean isEmpty() {
        return byToken.isEmpty();
    }

    int size() {
        return byToken.size();
    }

    Stream<HeldRun> all() {
        return byToken.values().stream();
    }

    Optional<HeldRun> any() {
        return all().findFirst();
    }

    Optional<HeldRun> named(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /// The run that computes, null where none does.
    HeldRun turn() {
        return turn;
    }

    /// Whose run computes, `""` where none does.
    String computingPlugin() {
        HeldRun current = turn;
        return current == null ? "" : current.run().pluginFile();
    }

    /// Whose runs are parked here, `""` where none is.
    String dialogue() {
        return dialogue;
    }

    boolean allParked() {
        return all().allMatch(HeldRun::parked);
    }

    void add(HeldRun held) {
        byToken.put(held.run().token(), held);
        turnsTo(held);
    }

    /// @return whether the run was still here: the caller, and nobody else, is to end it
    boolean remove(HeldRun held) {
        boolean mine = byToken.remove(held.run().token(), held);
        if (byToken.isEmpty()) {
            dialogue = "";
        }
        turnEnds(held);
        return mine;
    }

    void waits(HeldRun held) {
        held.waits(true);
        if (forked) {
            turnEnds(held);
        }
    }

    /// None of its calls waits any more; a parked run's worker says when its turn comes.
    void goesOn(HeldRun held, long now) {
        held.waits(false);
        if (forked && !held.parked()) {
            held.turn(now);
            turnsTo(held);
        }
    }

    void park(HeldRun held) {
        dialogue = held.run().pluginFile();
        held.park();
        turnEnds(held);
    }

    void resume(HeldRun held, long now) {
        all().filter(other -> other != held && !other.parked()).forEach(other -> other.fallBehind(now));
        held.turn(now);
        turnsTo(held);
    }

    private synchronized void turnsTo(HeldRun next) {
        if (byToken.get(next.run().token()) == next) {
            turn = next;
        }
    }

    /// Somebody else's turn, or nobody's.
    private synchronized void turnEnds(HeldRun over) {
        if (turn == over) {
            turn = all().filter(held -> !held.parked() && !(held.waits() && forked)).findFirst().orElse(null);
        }
    }
}
