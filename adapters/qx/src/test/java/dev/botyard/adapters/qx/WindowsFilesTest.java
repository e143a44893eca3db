package dev.botyard.adapters.qx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsFilesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};
    private static final HttpClient NO_NETWORK = call -> {
        throw new AssertionError(call);
    };
    @TempDir
    private Path disk;
    private Path share;

    @BeforeEach
    void share() throws IOException {
        share = Files.createDirectories(disk.resolve("share"));
        Files.createDirectories(share.resolve("Image/2026-11"));
        Files.write(share.resolve("Image/2026-11/a, [1].png"), PNG);
        Files.writeString(disk.resolve("secret.txt"), "SECRET");
    }

    private static WindowsFiles files(HttpClient http, String... lines) {
        List<String> problems = new ArrayList<>();
        WindowsFiles files = new WindowsFiles(FileMap.of(List.of(lines), problems), http);
        assertEquals(List.of(), problems);
        return files;
    }

    private Media image(String path) throws InterruptedException {
        return files(NO_NETWORK, "C:\\WeChat Files => " + share, "C:\\WeChat Files\\Deep=>/nowhere").fetch("image",
                Map.of("path", path));
    }

    private static byte[] inline(Media media) {
        assertTrue(media.source().startsWith("base64://"), media.source());
        return Base64.getDecoder().decode(media.source().substring("base64://".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\WeChat Files\\Image\\2026-11\\a, [1].png", "c:/wechat files/Image/2026-11/a, [1].png",
        "C:\\\\WeChat Files\\\\Image\\\\2026-11\\\\a, [1].png"})
    void findsAPictureInAMappedFolder(String path) throws Exception {
        Media media = image(path);
        assertEquals(share.resolve("Image/2026-11/a, [1].png").toRealPath().toString(), media.source());
        assertEquals("a, [1].png", media.name());
        assertEquals(PNG.length, media.size());
    }

    @Test
    void unmasksWhatWeChatHasMasked() throws Exception {
        byte[] masked = PNG.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= 0x5a;
        }
        Files.write(share.resolve("b.dat"), masked);
        Files.write(share.resolve("c.png"), masked);
        Files.writeString(share.resolve("d.dat"), "V2 of something else");
        assertArrayEquals(PNG, inline(image("C:\\WeChat Files\\b.dat")));
        assertEquals("b.png", image("C:\\WeChat Files\\b.dat").name());
        assertArrayEquals(PNG, inline(image("C:\\WeChat Files\\c.png")));
        assertTrue(refused("C:\\WeChat Files\\d.dat").contains("newer versions of WeChat"));
    }

    private String refused(String path) {
        AdapterException refusal = assertThrows(AdapterException.class, () -> image(path));
        assertEquals(ErrorKind.MEDIA, refusal.kind());
        return refusal.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\WeChat Files\\..\\secret.txt", "C:\\WeChat Files\\Image\\..\\..\\secret.txt",
        "C:\\WeChat Files/../secret.txt", "C:\\WeChat Files\\.. \\secret.txt", "C:\\WeChat Files\\...\\secret.txt",
        "..\\secret.txt", "/etc/hostname", "C:\\WeChat Files\\a.png:hidden", "C:secret.txt"})
    void nothingLeadsOutOfTheMappedFolder(String path) {
        assertTrue(refused(path).endsWith("is not a whole path of Windows"), path);
    }

    @Test
    void noLinkLeadsOutOfTheMappedFolder() throws Exception {
        Files.createSymbolicLink(share.resolve("link.txt"), disk.resolve("secret.txt"));
        Files.createSymbolicLink(share.resolve("up"), disk);
        Files.createSymbolicLink(share.resolve("inside.png"), share.resolve("Image/2026-11/a, [1].png"));
        assertTrue(refused("C:\\WeChat Files\\link.txt").contains("leads out of the mapped folder"));
        assertTrue(refused("C:\\WeChat Files\\up\\secret.txt").contains("leads out of the mapped folder"));
        assertTrue(refused("C:\\WeChat Files\\up").contains("leads out"));
        assertEquals(PNG.length, image("C:\\WeChat Files\\inside.png").size());
    }

    @Test
    void whatIsMissingIsSaidWithWhereItWasLookedFor() {
        assertTrue(refused("C:\\WeChat Files\\x.png").contains("this host looked for " + share.resolve("x.png")));
        assertTrue(refused("C:\\WeChat Files\\Image").contains("is no file in"));
        assertTrue(refused("D:\\x.png").contains("D:\\x.png on the Windows machine, which this host does not see"));
        assertTrue(refused("C:\\WeChat Files\\Deep\\x.png").contains("/nowhere"), "the longest mapping decides");
        assertTrue(refused("C:\\WeChat Files").contains("does not see"));
        AdapterException unknown = assertThrows(AdapterException.class,
                () -> files(NO_NETWORK).fetch("image", Map.of("msg", "<msg/>")));
        assertTrue(unknown.getMessage().contains("let Qianxun download pictures"));
    }

    @Test
    void fetchesOverHttpWhereAnAddressIsMapped() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean there = !exchange.getRequestURI().getPath().endsWith("gone.png");
            exchange.sendResponseHeaders(there ? 200 : 404, 0);
            exchange.getResponseBody().write(PNG);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
            HttpClient client = call -> {
                try {
                    HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(call.uri()).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
                } catch (IOException e) {
                    throw new AdapterException(ErrorKind.COMMUNICATION, "broken", e);
                }
            };
            WindowsFiles files = files(client, "C:\\wx => " + address + "/share/", "D:\\ => " + address + "/view/?name={name}",
                    "\\\\nas\\wx => " + address + "/file?path={path}");
            assertArrayEquals(PNG, inline(files.fetch("image", Map.of("path", "C:\\wx\\a b\\c&d.png"))));
            assertArrayEquals(PNG, inline(files.fetch("file", Map.of("path", "D:\\x\\e f.png"))));
            assertArrayEquals(PNG, inline(files.fetch("image", Map.of("path", "\\\\NAS\\wx\\你.png"))));
            assertEquals(List.of("/share/a%20b/c%26d.png", "/view/?name=e%20f.png",
                    "/file?path=%5C%5CNAS%5Cwx%5C%E4%BD%A0.png"), asked);
            assertTrue(assertThrows(AdapterException.class, () -> files.fetch("image", Map.of("path", "C:\\wx\\gone.png")))
                    .getMessage().contains("HTTP 404"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\x", "C:\\x => relative", "x => /mnt", "C:\\x => http:///nowhere", "C:\\..\\x => /mnt",
        "=> /mnt"})
    void aMappingThatIsNoneIsAConfigurationProblem(String line) {
        Map<String, List<String>> settings = Map.of("url", List.of("http://127.0.0.1:7777"), "wxid", List.of("w"), "file_map",
                List.of(line));
        AdapterException problem = assertThrows(AdapterException.class,
                () -> QxConfig.of(new AdapterConfig(QxConfig.SCHEMA, settings)));
        assertEquals(ErrorKind.CONFIGURATION, problem.kind());
        assertTrue(problem.getMessage().startsWith("config.file_map: '" + line + "' is not"), problem.getMessage());
    }

    @Test
    void readsThePathOfAPictureWhateverSignsItHas() {
        String json = "{\"msgType\":3,\"msg\":\"[pic=C:\\\\\\\\wx\\\\\\\\a, [1].png,isDecrypt=1]\"}";
        Media media = ((Segment.Image) MessageReader
                .read(Json.parse(json.getBytes(StandardCharsets.UTF_8))).getFirst()).media();
        assertEquals("C:\\\\wx\\\\a, [1].png", media.platform().get("path"));
        assertEquals("a, [1].png", media.name());
    }
}
