package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.LineServer;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where processes connect. A connection must begin with a `hello` and a token that was issued for it; whoever does otherwise is turned away,
/// counted, and kept for a moment only. Thread-safe.
public final class WorkerServer implements Service {
    private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
    /// What fits into the address of a Unix socket on every system.
    private static final int MAX_PATH = 100;
    private static final Duration HELLO = Duration.ofSeconds(5);
    /// Strangers at the same time, besides the processes that are expected.
    private static final int MOST_STRANGERS = 64;
    /// Somebody who knocks all the time must not fill the log.
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Path preferred;
    private final EventLoops loops;
    private final WorkerTransport transport;
    private volatile Optional<Bound> bound = Optional.empty();
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicLong turnedAway = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private volatile long quietUntil;
    private final SecureRandom random = new SecureRandom();

    /// @param preferred where a Unix socket should lie; a temporary folder is taken where that path is too long for one
    public WorkerServer(Path preferred, EventLoops loops, WorkerTransport transport) {
        this.preferred = preferred;
        this.loops = loops;
        this.transport = transport;
        quietUntil = loops.ticker().nanoTime();
    }

    private record Bound(LineServer server, Optional<Path> socket) {}

    /// Opens the socket: where that is a file, in a folder that only this user can enter.
    @Override
    public void start() throws IOException {
        bound = Optional.of(switch (transport) {
            case TCP -> new Bound(LineServer.listen(loops, WorkerTransport.port(), this::greet), Optional.empty());
            case UNIX -> {
                Path socket = folder().resolve("w.sock");
                Files.deleteIfExists(socket);
                yield new Bound(LineServer.listen(loops, UnixDomainSocketAddress.of(socket), this::greet), Optional.of(socket));
            }
        });
    }

    private Path folder() throws IOException {
        boolean fits = preferred.resolve("w.sock").toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH;
        Path folder = fits ? preferred : Files.createTempDirectory("botyard-");
        PrivateFiles.createFolders(folder);
        return folder;
    }

    /// Where processes connect.
    ///
    /// @throws IllegalStateException before [#start]
    SocketAddress address() {
        return bound.orElseThrow(() -> new IllegalStateException("the socket for script workers was not opened")).server
                .address();
    }

    /// The same as processes are told it: a path, or `tcp:ADDRESS:PORT`.
    String named() {
        return address() instanceof InetSocketAddress port
                ? "tcp:" + port.getAddress().getHostAddress() + ":" + port.getPort()
                : address().toString();
    }

    /// How many connections did not begin with a token that was issued.
    public long turnedAway() {
        return turnedAway.get();
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

        void connected(LineSocket socket, Hello hello) throws IOException, InterruptedException;
    }

    /// What a process says about itself.
    ///
    /// @param worker  whether it has runs; else it is a launcher
    /// @param version of its language
    record Hello(boolean worker, long pid, String version) {
        static Hello of(JsonNode params) {
            return new Hello(!params.path("role").stringValue("").equals("launcher"), params.path("pid").longValue(-1),
                    params.path("version").stringValue(""));
        }
    }

    private void greet(LineSocket socket) {
        if (unknown.incrementAndGet() > MOST_STRANGERS + expected.size()) {
            unknown.decrementAndGet();
            turnAway(socket, "too many others wait to make themselves known");
            return;
        }
        String late = "it said no hello for " + HELLO.toSeconds() + " s";
        try (var _ = loops.ticker().after(HELLO, "worker-hello", () -> turnAway(socket, late))) {
            byte[] line = socket.readLine();
            if (line != null) {
                admit(socket, line);
            } else if (!socket.endReason().equals(LineSocket.ENDED)) {
                turnAway(socket, socket.endReason());
            } else {
                socket.close();
            }
        } catch (IOException e) {
            log.warn("a process on the worker socket was gone when it was greeted: {}", e.getMessage());
            socket.close();
        } catch (InterruptedException e) {
            socket.close();
        } finally {
            unknown.decrementAndGet();
        }
    }

    private void admit(LineSocket socket, byte[] line) throws IOException, InterruptedException {
        JsonNode hello;
        try {
            hello = Json.MAPPER.readTree(line);
        } catch (JacksonException e) {
            turnAway(socket, "its hello is not JSON");
            return;
        }
        JsonNode params = hello.path("params");
        Expected process = expected.remove(params.path("token").stringValue(""));
        if (process == null || !hello.path("method").stringValue("").equals("hello")) {
            turnAway(socket, "it had no valid token");
            return;
        }
        socket.admit();
        Hello said = Hello.of(params);
        if (said.worker()) {
            KernelChoice.worker(said.pid());
        } else {
            KernelChoice.launcher(said.pid());
        }
        socket.writeLine(RpcMessage.result(hello.get("id"), Map.of("protocol", 1, "limits", process.limits())).bytes());
        process.connected(socket, said);
    }

    /// @param why of us alone: a stranger's own words are for no log
    private void turnAway(LineSocket socket, String why) {
        turnedAway.incrementAndGet();
        socket.close();
        long others = untold.getAndIncrement();
        if (loops.ticker().reached(quietUntil)) {
            quietUntil = loops.ticker().in(BETWEEN_WARNINGS);
            untold.set(0);
            log.warn("a process connected to the worker socket and was turned away: {}{}", why,
                    others == 0 ? "" : " (and " + others + " more since the last such line)");
        }
    }

    @Override
    public void close() throws IOException {
        if (bound.isEmpty()) {
            return;
        }
        Bound open = bound.get();
        open.server.close();
        if (open.socket.isPresent()) {
            Files.deleteIfExists(open.socket.get());
            Path folder = open.socket.get().getParent();
            if (!folder.endsWith("run")) {
                Files.deleteIfExists(folder);
            }
        }
    }
}
