package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.PlatformReference;
import dev.botyard.runtime.net.client.PlayedProxy;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiedMediaIT {
    private static final MediaSettings SETTINGS = new MediaSettings(1 << 20, Duration.ofHours(1), 1 << 20, true, false, List.of(),
            Duration.ofHours(1), 1 << 20, "off");

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(2, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final Router router = new Router();
    private HttpServer server;
    private PlayedProxy hosts;
    private PlayedProxy accounts;
    private HostMediaSources sources;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/picture.txt", _ -> HttpReply.text(200, "bytes")));
        server = HttpServer.builder(router).loops(loops).publicAddress(() -> Optional.of(URI.create("http://127.0.0.1"))).start();
        hosts = new PlayedProxy("");
        accounts = new PlayedProxy("");
        Files.createDirectories(folder.resolve("store"));
        MediaDownloads downloads = new MediaDownloads(transport,
                () -> ProxyRules.of(address(hosts), List.of("<-loopback>"), Map.of()), SETTINGS);
        sources = new HostMediaSources(folder.resolve("store"), downloads,
                new MediaLinks("key".getBytes(StandardCharsets.UTF_8), () -> URI.create("http://127.0.0.1:8200"),
                        Ticker.system()),
                SETTINGS.maxBytes(), new Received(), new FileRules(folder, List::of), Ticker.system());
    }

    @AfterEach
    void stop() throws IOException {
        transport.close();
        server.close();
        loops.close();
        hosts.close();
        accounts.close();
    }

    private static String address(PlayedProxy proxy) {
        return "http://127.0.0.1:" + proxy.port();
    }

    private String picture() {
        return "http://127.0.0.1:" + server.port() + "/picture.txt";
    }

    private static String read(Media media) throws IOException {
        return new String(media.open().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The account `far`, whose file names a proxy, received a picture.
    private final class Received implements HostMediaSources.PlatformMedia {
        @Override
        public Media find(PlatformReference reference) {
            return Media.reference(picture(), "", "", -1, Map.of());
        }

        @Override
        public String proxy(PlatformReference reference) {
            return reference.account().equals("far") ? address(accounts) : "";
        }
    }

    @Test
    void whatIsSentByAnAccountIsFetchedThroughItsOwnProxy() throws IOException {
        assertEquals("bytes", read(sources.through(address(accounts)).resolve(picture(), folder, "", "")));
        assertEquals(List.of(0, 1), List.of(hosts.asked().size(), accounts.asked().size()));

        assertEquals("bytes", read(sources.resolve(picture(), folder, "", "")));
        assertEquals(List.of(1, 1), List.of(hosts.asked().size(), accounts.asked().size()), "others go the host's way");
    }

    @Test
    void whatAnAccountReceivedIsFetchedThroughItsOwnProxy() throws IOException {
        String far = new PlatformReference("far", "image", Map.of("id", "1")).toString();
        String near = new PlatformReference("near", "image", Map.of("id", "1")).toString();

        assertEquals("bytes", read(sources.resolve(far, folder, "", "")));
        assertEquals(List.of(0, 1), List.of(hosts.asked().size(), accounts.asked().size()));
        assertEquals("bytes", read(sources.resolve(near, folder, "", "")));
        assertEquals(List.of(1, 1), List.of(hosts.asked().size(), accounts.asked().size()));
    }

    @Test
    void anAccountThatGoesStraightFetchesStraight() throws IOException {
        assertEquals("bytes", read(sources.through(ProxyRules.NONE).resolve(picture(), folder, "", "")));
        assertEquals(List.of(0, 0), List.of(hosts.asked().size(), accounts.asked().size()));
    }

    @Test
    void aProxyThatIsGoneIsNamed() throws IOException {
        String gone = address(accounts);
        accounts.close();

        AdapterException failure = assertThrows(AdapterException.class,
                () -> read(sources.through(gone).resolve(picture(), folder, "", "")));

        assertEquals(ErrorKind.MEDIA, failure.kind());
        assertTrue(failure.getMessage().contains(gone.substring("http://".length())), failure.getMessage());
    }
}
