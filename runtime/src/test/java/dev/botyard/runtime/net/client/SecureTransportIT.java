package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS with a certificate for `localhost` that was made for this test.
class SecureTransportIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private KeyStore makeKeys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keyalg", "EC",
                "-alias", "test", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-keystore", file.toString(),
                "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        assertEquals(0, keytool.waitFor(), new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static ServerSocket listen(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
    }

    @Test
    void trustAndNameAreCheckedBeforeAnythingIsSent() throws Exception {
        KeyStore keys = makeKeys();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        try (ScriptedServer server = new ScriptedServer(listen(keys), (_, _, out) -> ScriptedServer.answer(out, "secure"));
                EventLoops loops = EventLoops.start(1, Ticker.system());
                Transport trusting = new Transport(loops, WebSocketLimits.DEFAULT, trust.getTrustManagers()[0]);
                Transport standard = new Transport(loops)) {
            URI named = URI.create("https://localhost:" + server.port() + "/");
            URI numbered = URI.create("https://127.0.0.1:" + server.port() + "/");
            assertEquals("secure", trusting.scope().http().send(HttpCall.get(named).build()).text());
            for (Object[] pair : new Object[][]{{trusting, numbered}, {standard, named}}) {
                ConnectionScope scope = ((Transport) pair[0]).scope();
                AdapterException failure = assertThrows(AdapterException.class,
                        () -> scope.http().send(HttpCall.post((URI) pair[1]).build()));
                assertEquals(ErrorKind.COMMUNICATION, failure.kind());
            }
            assertEquals(1, server.requests().size());
            AdapterException noSocket = assertThrows(AdapterException.class,
                    () -> trusting.scope().webSockets().connect(URI.create(
                            "wss://localhost:" + server.port() + "/"), Map.of(), Patience.SOON));
            assertEquals(ErrorKind.COMMUNICATION, noSocket.kind());
            assertEquals(2, server.requests().size());
        }
    }
}
