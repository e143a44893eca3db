package dev.botyard.runtime.infra.thread;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the host's threads. Thread-safe.
public final class Threads {
    private static final Logger log = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /// Starts a virtual thread. What the task throws is logged with the thread's name.
    public static Thread startVirtual(String name, Runnable task) {
        Thread thread = virtual(name).newThread(task);
        thread.start();
        return thread;
    }

    /// A factory of virtual threads that all carry `name`.
    public static ThreadFactory virtual(String name) {
        return named(Schedulers.onTheUsual(), name);
    }

    static ThreadFactory named(Thread.Builder.OfVirtual builder, String name) {
        return builder.name(name).uncaughtExceptionHandler(Threads::report).factory();
    }

    /// A factory of daemon platform threads named `name-0`, `name-1`, …
    public static ThreadFactory platform(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).uncaughtExceptionHandler(Threads::report).factory();
    }

    /// One platform thread that runs tasks in the order they were given.
    public static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(platform(name));
    }

    /// One virtual thread per task.
    public static ExecutorService perTask(String name) {
        return Executors.newThreadPerTaskExecutor(virtual(name));
    }

    /// The timer of a ticker: one platform thread, which begins with the first task.
    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, platform(name));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static void report(Thread thread, Throwable failure) {
        log.error("thread {} ended with an unexpected error", thread.getName(), failure);
    }
}
