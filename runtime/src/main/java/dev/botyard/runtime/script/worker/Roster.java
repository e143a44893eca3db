package dev.botyard.runtime.script.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The workers of a pool: those that hold a place, and those that rest because their runs wait for people. Changed under the pool's lock, read
/// by anybody.
final class Roster {
    private final Map<Long, Worker> present = new ConcurrentHashMap<>();
    private final Map<Long, Worker> resting = new ConcurrentHashMap<>();

    /// Those that hold a place, busy or idle.
    Collection<Worker> present() {
        return present.values();
    }

    Collection<Worker> resting() {
        return resting.values();
    }

    /// Both, as they are at this moment.
    List<Worker> all() {
        return Stream.concat(present.values().stream(), resting.values().stream()).toList();
    }

    boolean isEmpty() {
        return present.isEmpty() && resting.isEmpty();
    }

    int size() {
        return present.size() + resting.size();
    }

    /// The worker of this process, null where it is nobody's here.
    Worker find(long pid) {
        Worker worker = present.get(pid);
        return worker == null ? resting.get(pid) : worker;
    }

    void joins(Worker worker) {
        present.put(worker.pid(), worker);
    }

    void rests(Worker worker) {
        resting.put(worker.pid(), worker);
        present.remove(worker.pid());
        worker.standing(Standing.RESTING);
    }

    void computesAgain(Worker worker) {
        resting.remove(worker.pid());
        present.put(worker.pid(), worker);
        worker.standing(Standing.COMPUTING);
    }

    void leaves(Worker worker) {
        worker.standing(Standing.GONE);
        present.remove(worker.pid());
        resting.remove(worker.pid());
    }
}
