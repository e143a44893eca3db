package dev.botyard.runtime.infra.heap;

/// The heap of this process, in bytes.
interface Heap {
    /// What it has taken from the system.
    long taken();

    /// What of that is in use, garbage included.
    long used();

    /// Collects all garbage, after which the rest shrinks by the flags that the launcher gives.
    void collect();

    /// That of the virtual machine.
    static Heap ofThisProcess() {
        Runtime runtime = Runtime.getRuntime();
        return new Heap() {
            @Override
            public long taken() {
                return runtime.totalMemory();
            }

            @Override
            public long used() {
                return runtime.totalMemory() - runtime.freeMemory();
            }

            @Override
            public void collect() {
                System.gc();
            }
        };
    }
}
