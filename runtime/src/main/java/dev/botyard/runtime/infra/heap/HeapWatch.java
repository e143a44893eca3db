package dev.botyard.runtime.infra.heap;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives memory back that the heap took for garbage.
///
/// The serial collector lets its old generation grow without looking into it until the largest heap is reached, which is a quarter of the
/// machine, and nothing brings it down again while a host is quiet. So it is asked to look when the heap has become two and a half times what
/// was alive the last time: a pause of tens of milliseconds each few minutes under load, none without. Confined to one thread.
public final class HeapWatch {
    private static final Logger log = LoggerFactory.getLogger(HeapWatch.class);

    /// Below this nothing is worth a pause.
    static final long SPARE = 64L << 20;

    private final Heap heap;
    private final LongSupplier nanoTime;
    private long alive;

    public HeapWatch(LongSupplier nanoTime) {
        this(Heap.ofThisProcess(), nanoTime);
    }

    HeapWatch(Heap heap, LongSupplier nanoTime) {
        this.heap = heap;
        this.nanoTime = nanoTime;
    }

    /// Collects when it is time to.
    public void look() {
        long before = heap.taken();
        if (before <= SPARE + alive / 2 * 5) {
            return;
        }
        long began = nanoTime.getAsLong();
        heap.collect();
        alive = heap.used();
        log.debug("the heap went from {} to {} MiB, of which {} are in use, within {} ms", before >> 20, heap.taken() >> 20,
                alive >> 20,
                (nanoTime.getAsLong() - began) / 1_000_000);
    }
}
