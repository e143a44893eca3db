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
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS with a certificate for `localhost` that was made for this test.
class SecureTransportIT {
    @TempDir
    private Path folder;

    @Test
    void trustAndNameAreCheckedBeforeAnythingIsSent() throws Exception {
        LocalCertificate certificate = LocalCertificate.make(folder);
        try (ScriptedServer server = new ScriptedServer(certificate.listen(),
                (_, _, out) -> ScriptedServer.answer(out, "secure"));
                EventLoops loops = EventLoops.start(1, Ticker.system());
                Transport trusting = new Transport(loops, WebSocketLimits.DEFAULT, certificate.trust());
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
