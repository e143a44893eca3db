package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which way is chosen, and what is the Unix socket's own.
class WorkerTransportTest {
    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1, Ticker.system());
    private WorkerServer server;

    @BeforeEach
    void open() throws IOException {
        server = new WorkerServer(folder.resolve("run"), loops, WorkerTransport.UNIX);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        loops.close();
    }

    private static Path path(WorkerServer opened) {
        return ((UnixDomainSocketAddress) opened.address()).getPath();
    }

    @ParameterizedTest
    @CsvSource({"auto, Linux, UNIX", "auto, Mac OS X, UNIX", "auto, Windows Server 2022, TCP", "unix, Windows 11, UNIX",
        "tcp, Linux, TCP"})
    void theSystemDecidesWhereTheSettingsDoNot(String setting, String system, WorkerTransport chosen) {
        assertEquals(chosen, WorkerTransport.of(setting, system));
    }

    @Test
    void processesAreToldAPathOrAPort() throws IOException {
        assertEquals(folder.resolve("run/w.sock").toString(), server.named());
        try (WorkerServer second = new WorkerServer(folder.resolve("other"), loops, WorkerTransport.TCP)) {
            second.start();
            InetSocketAddress address = (InetSocketAddress) second.address();
            assertTrue(address.getAddress().isLoopbackAddress());
            assertEquals("tcp:127.0.0.1:" + address.getPort(), second.named());
        }
        assertFalse(Files.exists(folder.resolve("other")), "a port needs no folder");
    }

    @Test
    void nobodyElseCanReachTheSocket() throws IOException {
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path(server).getParent())));
    }

    @Test
    void aSocketThatAKilledHostHasLeftIsReplaced() throws Exception {
        Path left = Files.createDirectories(folder.resolve("left/run"));
        Files.writeString(left.resolve("w.sock"), "");
        try (WorkerServer second = new WorkerServer(left, loops, WorkerTransport.UNIX)) {
            second.start();
            try (SocketChannel socket = SocketChannel.open(second.address())) {
                assertTrue(socket.isConnected());
            }
        }
        assertFalse(Files.exists(left.resolve("w.sock")));
        assertTrue(Files.exists(left), "the folder is the home's");
    }

    @Test
    void aPathThatIsTooLongForASocketIsAvoided() throws Exception {
        Path deep = folder.resolve("签".repeat(40)).resolve("run");
        Path socket;
        try (WorkerServer second = new WorkerServer(deep, loops, WorkerTransport.UNIX)) {
            second.start();
            socket = path(second);
            assertTrue(socket.toString().getBytes(StandardCharsets.UTF_8).length < 100, socket::toString);
        }
        assertFalse(Files.exists(socket.getParent()), "a folder of its own goes with it");
    }
}
