package dev.botyard.runtime.script.worker;

/// Where the pool has put a worker.
enum Standing {
    IDLE, COMPUTING, RESTING, GONE
}
