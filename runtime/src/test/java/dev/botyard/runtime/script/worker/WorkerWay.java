package dev.botyard.runtime.script.worker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How a test's Python workers come to the host.
enum WorkerWay {
    /// A launcher forks them, and they use a Unix socket.
    FORKED(WorkerTransport.UNIX),
    /// A launcher forks them, and they use a port.
    FORKED_BY_PORT(WorkerTransport.TCP),
    /// Python has what it has on Windows alone: no forks, no Unix sockets, no signals between threads.
    BARE(WorkerTransport.TCP);

    private static final Path BARE_FOLDER = Path.of("..", "plugins", "sdk-python", "tests", "bare").toAbsolutePath().normalize();

    final WorkerTransport transport;

    WorkerWay(WorkerTransport transport) {
        this.transport = transport;
    }

    /// The host's environment, as workers get it.
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (this == BARE) {
            variables.put("PYTHONPATH", BARE_FOLDER.toString());
        }
        return variables;
    }
}
