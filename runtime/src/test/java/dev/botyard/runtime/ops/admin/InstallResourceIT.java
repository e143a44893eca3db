package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.client.AddressGuard;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.script.library.LibraryBench;
import dev.botyard.runtime.script.library.PluginLibrary.Expected;
import dev.botyard.runtime.script.library.RemoteFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plugins from elsewhere at the door of the API, fetched from a server of the operator's own network.
class InstallResourceIT {
    private static final String INSTALL = "/api/v1/plugins/install";

    @TempDir
    private Path home;
    private LibraryBench bench;
    private PlayedApi api;
    private HttpServer server;
    private EventLoops loops;
    private Transport transport;
    private final AtomicReference<String> text = new AtomicReference<>("#[author: ann]\n#[rule: tea]\n");

    @BeforeEach
    void open() throws Exception {
        bench = new LibraryBench(home);
        loops = EventLoops.start(Ticker.system());
        transport = new Transport(loops);
        bench.remote = new RemoteFiles(transport.downloads(AddressGuard.any(), () -> ProxyRules.DIRECT),
                transport.downloads(AddressGuard.publicOnly(), () -> ProxyRules.DIRECT), home);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tea.py", exchange -> {
            byte[] bytes = LibraryBench.bytes(text.get());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        api = new PlayedApi();
        api.api.add(new InstallResource(bench.catalog, bench.installer));
        api.api.add(new ScriptResource(bench.catalog, bench.library, bench.installer));
    }

    @AfterEach
    void close() {
        api.close();
        server.stop(0);
        transport.close();
        loops.close();
        bench.close();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void aPluginComesFromAnAddressIsUpdatedAndForgottenWhenRemoved() throws Exception {
        String body = "{\"url\": \"" + at("/tea.py") + "\"";
        JsonNode dry = api.ask("POST", INSTALL, body + ", \"dry_run\": true}").json();
        assertEquals("false new", dry.path("written") + " " + dry.at("/files/0/action").stringValue());
        assertTrue(Files.notExists(bench.plugins.resolve("tea.py")));
        assertEquals(201, api.ask("POST", INSTALL, body + "}").status());
        assertEquals("url", api.ask("GET", "/api/v1/plugins/tea.py/origin", "").json().path("kind").stringValue());
        text.set(text.get() + "# newer\n");
        assertEquals("true", api.ask("POST", "/api/v1/plugins/tea.py/update", "").json().path("written").toString());
        assertEquals(text.get(), bench.read("tea.py"));
        text.set("#[author: ann]\n#[rule: milk]\n");
        assertTrue(api.ask("POST", INSTALL, body + "}").error().startsWith("409 conflict: nothing was installed: tea.py is"));
        api.ask("DELETE", "/api/v1/plugins/tea.py", "");
        assertTrue(bench.installer.origin("tea.py").isEmpty());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertTrue(api.ask("POST", INSTALL, "{\"url\": \"" + at("/none.py") + "\"}").error().startsWith("502 source_failed: "));
        String either = "400 invalid_request: say either url, the address of a script or of a zip archive, or git, a repository";
        assertEquals(either, api.ask("POST", INSTALL, "{}").error());
        assertEquals(either, api.ask("POST", INSTALL, "{\"url\": \"a\", \"git\": \"b\"}").error());
        assertEquals("400 invalid_request: the body is no zip archive", api.ask("POST", INSTALL + "?dry_run=true", "garbage",
                "Authorization", "Bearer " + PlayedApi.TOKEN, "Content-Type", "application/zip").error());
        bench.library.write("milk.py", LibraryBench.bytes("#[rule: milk]\n"),
                Expected.ANYTHING);
        assertTrue(api.ask("POST", "/api/v1/plugins/milk.py/update", "").error()
                .startsWith("400 invalid_request: milk.py was not installed from anywhere"));
        assertEquals(204, api.ask("GET", "/api/v1/plugins/milk.py/origin", "").status());
        assertEquals(404, api.ask("GET", "/api/v1/plugins/nobody.py/origin", "").status());
    }
}
