package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The last lines of the log, in memory. Thread-safe.
public final class LogRing extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int FIRST = 2_000;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();
    private int most = FIRST;
    private long last;

    /// How many lines are kept from now on.
    public synchronized void keep(int count) {
        most = count;
        trim();
    }

    /// Hears of every line, on the thread that says it. Must be quick, and what it logs itself is not told.
    public void listen(Consumer<LogLine> listener) {
        listeners.add(listener);
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogLine line = add(event);
        listeners.forEach(listener -> listener.accept(line));
    }

    private synchronized LogLine add(ILoggingEvent event) {
        LogLine line = LogLine.of(++last, event);
        lines.addLast(line);
        trim();
        return line;
    }

    private void trim() {
        while (lines.size() > most) {
            lines.removeFirst();
        }
    }

    /// Those that fit, newest first.
    ///
    /// @param before only those with a lower number, 0 for any
    public List<LogLine> newest(long before, int limit, Predicate<LogLine> fits) {
        List<LogLine> found = new ArrayList<>();
        List<LogLine> all;
        synchronized (this) {
            all = List.copyOf(lines);
        }
        for (Iterator<LogLine> newest = all.reversed().iterator(); newest.hasNext() && found.size() < limit;) {
            LogLine line = newest.next();
            if ((before == 0 || line.number() < before) && fits.test(line)) {
                found.add(line);
            }
        }
        return found;
    }
}
