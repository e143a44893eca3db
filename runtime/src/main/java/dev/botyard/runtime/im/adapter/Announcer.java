package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells listeners of changes on one virtual thread, in order, and unloads the old version when they have returned.
final class Announcer implements Service {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final List<AdapterListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Announcement> announcements = new LinkedBlockingQueue<>();
    private final AdapterSlots slots;
    private final Thread thread;

    Announcer(AdapterSlots slots) {
        this.slots = slots;
        thread = Threads.virtual("adapter-changes").newThread(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    void listen(AdapterListener listener) {
        listeners.add(listener);
    }

    /// Waits until the listeners have returned and the old version is unloaded. When interrupted, that still happens.
    ///
    /// @throws IllegalStateException before [#start]: nobody would ever hear of it
    void announce(AdapterChange change) throws InterruptedException {
        if (thread.getState() == Thread.State.NEW) {
            throw new IllegalStateException("the loader of adapters was not started, so nobody hears that " + change);
        }
        Announcement announcement = new Announcement(change, new CountDownLatch(1));
        announcements.add(announcement);
        announcement.done.await();
    }

    private void run() {
        try {
            while (true) {
                handle(announcements.take());
            }
        } catch (InterruptedException e) {
            log.debug("no more changes of adapters are announced");
        }
    }

    // A method of its own, so that the waiting loop keeps no reference to the old version.
    private void handle(Announcement next) throws InterruptedException {
        try {
            tell(next.change);
            next.change.before().ifPresent(slots::retire);
        } finally {
            next.done.countDown();
        }
    }

    private void tell(AdapterChange change) throws InterruptedException {
        for (AdapterListener listener : listeners) {
            try {
                listener.changed(change);
            } catch (RuntimeException e) {
                log.error("a listener for adapter changes failed at {}", change, e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Announcement(AdapterChange change, CountDownLatch done) {}
}
