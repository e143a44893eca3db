package dev.botyard.runtime;

import dev.botyard.runtime.infra.heap.HeapWatch;
import dev.botyard.runtime.infra.thread.ClockWatch;
import java.io.IOException;
import java.time.Duration;

/// What the host looks at again and again.
final class HostTimers {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration INTERPRETERS = Duration.ofSeconds(5);

    private static final Duration HEAP = Duration.ofMinutes(1);

    private HostTimers() {}

    static void start(HostGround ground, HostAccess access, HostMessages messages, HostScripts scripts, HostJournal journal)
            throws IOException, InterruptedException {
        ClockWatch clockWatch = new ClockWatch(ground.ticker());
        clockWatch.listen(jump -> scripts.schedule.scheduler().wake());
        clockWatch.listen(jump -> messages.dispatcher.queue().clockMoved(jump));
        clockWatch.listen(journal.alerts::clockMoved);
        ground.closing().start(clockWatch);
        ground.closing().add(ground.ticker().every(SECOND, "sends", messages.dispatcher::sweep));
        ground.closing().add(ground.ticker().every(SECOND, "operators", access.operators()::endStale));
        ground.closing().add(ground.ticker().everyApart(INTERPRETERS, "interpreters", scripts.catalog::lookForInterpreters));
        ground.closing().add(ground.ticker().every(HEAP, "heap", new HeapWatch(ground.ticker()::nanoTime)::look));
    }
}
