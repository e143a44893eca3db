package dev.botyard.runtime.infra.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private final PlayedHeap heap = new PlayedHeap();
    private final HeapWatch watch = new HeapWatch(heap, () -> 0);

    /// A heap that takes what is allocated, and after a collection keeps what is alive.
    private static final class PlayedHeap implements Heap {
        private long taken;
        private long alive;
        private int collections;

        @Override
        public long taken() {
            return taken;
        }

        @Override
        public long used() {
            return taken;
        }

        @Override
        public void collect() {
            collections++;
            taken = alive;
        }
    }

    private int collectionsAt(long mebibytes) {
        heap.taken = mebibytes << 20;
        watch.look();
        return heap.collections;
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        assertEquals(0, collectionsAt(24));
        assertEquals(0, collectionsAt(64));
    }

    @Test
    void aHeapThatHasGrownIsCollectedAndThenMeasuredByWhatWasAlive() {
        heap.alive = 30L << 20;
        assertEquals(1, collectionsAt(65));
        assertEquals(1, collectionsAt(64 + 75));
        assertEquals(2, collectionsAt(64 + 76));
    }

    @Test
    void whereMuchIsAliveItIsNotAskedAgainAndAgain() {
        heap.alive = 1000L << 20;
        assertEquals(1, collectionsAt(1100));
        for (int minute = 0; minute < 10; minute++) {
            // What the collector keeps free beside it.
            assertEquals(1, collectionsAt(2200));
        }
        assertEquals(2, collectionsAt(2600));
    }
}
