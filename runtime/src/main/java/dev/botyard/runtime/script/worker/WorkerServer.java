package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.LineServer;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The Unix socket where processes connect. A connection must say `hello` with a token that was issued for it. Thread-safe.
public final class WorkerServer implements Service {
    private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
    /// What fits into the address of a Unix socket on every system.
    private static final int MAX_PATH = 100;
    private static final Duration HELLO = Duration.ofSeconds(5);

    private final Path preferred;
    private final EventLoops loops;
    private volatile Optional<Bound> bound = Optional.empty();
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /// @param preferred where the socket should lie; a temporary folder is taken where that path is too long for a socket
    public WorkerServer(Path preferred, EventLoops loops) {
        this.preferred = preferred;
        this.loops = loops;
    }

    private record Bound(LineServer server, Path folder, Path socket) {}

    /// Opens the socket in a folder that only this user can enter.
    @Override
    public void start() throws IOException {
        boolean fits = preferred.resolve("w.sock").toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH;
        Path folder = fits ? Files.createDirectories(preferred) : Files.createTempDirectory("botyard-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path socket = folder.resolve("w.sock");
        Files.deleteIfExists(socket);
        bound = Optional.of(new Bound(LineServer.listen(loops, socket, this::greet), folder, socket));
    }

    /// The path that processes connect to.
    ///
    /// @throws IllegalStateException before [#start]
    Path socket() {
        return bound.orElseThrow(() -> new IllegalStateException("the socket for script workers was not opened")).socket;
    }

    /// Waits for a process that will say hello with the returned token.
    String expect(Expected process) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        expected.put(token, process);
        return token;
    }

    /// The process will not come.
    void forget(String token) {
        expected.remove(token);
    }

    /// Hears of a process that has connected.
    interface Expected {
        /// What the process is told about its limits.
        Map<String, Object> limits();

        void connected(LineSocket socket, long pid, String version);
    }

    private void greet(LineSocket socket) {
        var late = loops.ticker().after(HELLO, "worker-hello", socket::close);
        try {
            byte[] line = socket.readLine();
            if (line == null) {
                socket.close();
                return;
            }
            JsonNode hello = Json.MAPPER.readTree(line);
            JsonNode params = hello.path("params");
            Expected process = expected.remove(params.path("token").stringValue(""));
            if (process == null || !hello.path("method").stringValue("").equals("hello")) {
                log.warn("a process connected to the worker socket without a valid token; it was turned away");
                socket.close();
                return;
            }
            late.close();
            long pid = params.path("pid").longValue(-1);
            if (params.path("role").stringValue("").equals("launcher")) {
                KernelChoice.launcher(pid);
            } else {
                KernelChoice.worker(pid);
            }
            socket.writeLine(RpcMessage.result(hello.get("id"), Map.of("protocol", 1, "limits", process.limits())).bytes());
            process.connected(socket, pid, params.path("version").stringValue(""));
        } catch (IOException | JacksonException e) {
            log.warn("a process on the worker socket did not say hello: {}", e.getMessage());
            socket.close();
        } catch (InterruptedException e) {
            socket.close();
        } finally {
            late.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (bound.isEmpty()) {
            return;
        }
        Bound open = bound.get();
        open.server.close();
        Files.deleteIfExists(open.socket);
        if (!open.folder.endsWith("run")) {
            Files.deleteIfExists(open.folder);
        }
    }
}
