package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.plugin.RunRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells of a plugin that fails in the same way again and again once, and then how often, at growing intervals. Thread-safe.
///
/// Numbers do not make another failure: ids and times differ from message to message.
final class RepeatedFailures {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /// Ways of failing that are known at once; the one that was seen longest ago is forgotten.
    private static final int MOST = 1_000;

    private final Ticker ticker;
    private final Consumer<String> told;
    private final Map<String, Failure> known = new LinkedHashMap<>(16, 0.75f, true);

    RepeatedFailures(Ticker ticker, Consumer<String> told) {
        this.ticker = ticker;
        this.told = told;
    }

    /// One way in which a plugin fails.
    private static final class Failure {
        private Duration interval = FIRST;
        private long untold;
        private String lastRun = "";
    }

    /// Whether the log is to have all of this failure.
    boolean isNew(RunRecord run) {
        String way = (run.plugin() + "\n" + run.status() + "\n" + run.error() + "\n" + run.traceback()).replaceAll("\\d+", "0");
        synchronized (this) {
            Failure failure = known.get(way);
            if (failure != null) {
                failure.untold++;
                failure.lastRun = run.id();
                return false;
            }
            Failure first = new Failure();
            known.put(way, first);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
            later(way, first, run);
            return true;
        }
    }

    private void later(String way, Failure failure, RunRecord run) {
        ticker.after(failure.interval, "repeated-failures", () -> sum(way, failure, run));
    }

    /// Says what has come together; a failure that did not come again is new when it comes back.
    private void sum(String way, Failure failure, RunRecord run) {
        String line;
        synchronized (this) {
            if (failure.untold == 0) {
                known.remove(way, failure);
                return;
            }
            line = run.plugin() + " failed " + failure.untold + (failure.untold == 1 ? " more time" : " more times")
                    + " in the same way within " + failure.interval.toMinutes() + " min, last in run " + failure.lastRun + ": "
                    + run.error();
            failure.untold = 0;
            Duration next = failure.interval.multipliedBy(4);
            failure.interval = next.compareTo(LONGEST) > 0 ? LONGEST : next;
            if (known.containsKey(way)) {
                later(way, failure, run);
            }
        }
        told.accept(line);
    }
}
