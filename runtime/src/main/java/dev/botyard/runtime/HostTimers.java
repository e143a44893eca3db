package dev.botyard.runtime;

import dev.botyard.runtime.infra.thread.ClockWatch;
import dev.botyard.runtime.infra.thread.Threads;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What the host looks at again and again.
final class HostTimers {
    private static final long INTERPRETERS_EVERY_S = 5;

    private HostTimers() {}

    static void start(HostGround ground, HostAccess access, HostMessages messages, HostScripts scripts, HostJournal journal) {
        ClockWatch clockWatch = ground.closing().add(new ClockWatch(ground.clock()));
        clockWatch.listen(jump -> scripts.schedule.scheduler().wake());
        clockWatch.listen(jump -> messages.dispatcher.queue().clockMoved(jump));
        clockWatch.listen(journal.alerts::clockMoved);
        clockWatch.start();
        ScheduledExecutorService timer = Threads.timer("host");
        ground.closing().add(timer::shutdownNow);
        timer.scheduleAtFixedRate(messages.dispatcher::sweep, 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(access.operators()::endStale, 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(scripts.catalog::lookForInterpreters, INTERPRETERS_EVERY_S, INTERPRETERS_EVERY_S,
                TimeUnit.SECONDS);
    }
}
