package dev.botyard.runtime.script.render;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.runtime.infra.thread.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the Chromium of this machine.
class ChromiumTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Ticker TICKER = Ticker.system();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static HttpServer server;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        browser = started();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static Chromium started() throws InterruptedException {
        Optional<Path> program = ChromiumProgram.find("", System.getenv().getOrDefault("PATH", "")).file();
        assumeTrue(program.isPresent(), "SKIPPED: no picture was drawn, because Chromium is not installed");
        return Chromium.start(program.get(), !RenderSettings.asRoot(), TICKER);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.stop(0);
            browser.close();
        }
    }

    private static String site() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Picture drawn(String html, String selector) throws InterruptedException {
        return browser.picture(html, selector, PageNetwork.NONE, LIMIT);
    }

    /// Width and height, which a PNG tells at its begin.
    private static String size(Picture picture) {
        ByteBuffer png = ByteBuffer.wrap(picture.png());
        assertEquals(0x89504E47, png.getInt(0));
        return png.getInt(16) + "x" + png.getInt(20);
    }

    @Test
    void whatFitsTheSelectorIsDrawnWithTwoDotsForAPoint() throws Exception {
        String html = "<style>body{margin:0}#a{width:120px;height:40px;background:red}</style><p>above</p><div id=a>你好</div>";
        assertEquals("240x80", size(drawn(html, "#a")));
        assertEquals("", drawn(html, "#a").note());
        assertTrue(size(drawn(html, "")).startsWith("1600x"));
    }

    @Test
    void aPageThatIsTooLongIsCutOffAndThatIsSaid() throws Exception {
        Picture picture = drawn("<div id=a style='width:10px;height:9000px'></div>", "#a");
        assertEquals("20x16000", size(picture));
        assertEquals("the picture is cut off at 10 x 8000 points", picture.note());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"#b|nothing in the page fits the selector '#b'", "##|'##' is no CSS selector",
        "#h|is not shown"})
    void withoutAnElementThereIsNoPicture(String selector, String why) {
        RenderException failure = assertThrows(RenderException.class,
                () -> drawn("<p id=a>a</p><p id=h style='display:none'>h</p>", selector));
        assertTrue(failure.getMessage().contains(why), failure::getMessage);
        assertFalse(failure.isOfBrowser());
    }

    @Test
    void aScriptDoesNotRun() throws Exception {
        String html = "<div id=a style='width:10px;height:10px'></div><img src='data:,' onerror='grow()'>"
                + "<script>function grow(){document.getElementById('a').style.width='99px'} grow()</script>";
        assertEquals("20x20", size(drawn(html, "#a")));
    }

    /// Whatever a page tries, neither this machine nor a file of it is read.
    @ParameterizedTest
    @ValueSource(strings = {
        """
                <img src='$site/img'><link rel=stylesheet href='$site/css'><iframe src='$site/frame'></iframe>
                <iframe srcdoc="<img src='$site/deep'>"></iframe><link rel=preload as=image href='$site/preload'>
                <link rel=prefetch href='$site/prefetch'><link rel=preconnect href='$site'><object data='$site/object'></object>
                <style>@import url($site/import); body{background:url($site/bg)} @font-face{font-family:f;src:url($site/font)} p{font-family:f}</style>
                <embed src='$site/embed'><video src='$site/video' autoplay></video><svg><image href='$site/svg'/><use href='$site/use#a'/></svg>
                <script>fetch('$site/fetch'); new WebSocket('ws'+'$site'.slice(4)+'/socket')</script><script src='$site/script'></script>""",
        "<meta http-equiv=refresh content='0;url=$site/go'>", "<base href='$site/'><img src='relative'>"})
    void aPageReachesNoAddress(String html) throws Exception {
        String page = "<div id=a style='width:10px;height:10px'></div><p>text</p>" + html.replace("$site", site());
        assertEquals("20x20", size(drawn(page, "#a")));
        assertEquals(List.of(), ASKED);
    }

    @Test
    void aPageReadsNoFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret.svg");
        Files.writeString(file,
                "<svg xmlns='http://www.w3.org/2000/svg' width='77' height='55'><rect width='77' height='55'/></svg>");
        assertEquals("154x110", size(drawn("<img id=a style='display:block' src='data:image/svg+xml;base64," + java.util.Base64
                .getEncoder().encodeToString(Files.readAllBytes(file)) + "'>", "#a")));
        assertNotEquals("154x110", size(drawn("<img id=a style='display:block' src='" + file.toUri() + "'>", "#a")));
    }

    @Test
    void whereThePageMayTheHostFetchesForIt() throws Exception {
        List<URI> wanted = new CopyOnWriteArrayList<>();
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'/>".getBytes(StandardCharsets.UTF_8);
        Picture picture = browser
                .picture("<img id=a style='display:block' src='http://pictures.example/a.svg'><img src='file:///etc/passwd'>"
                        + "<iframe src='http://pictures.example/frame'></iframe>", "#a", uri -> {
                            wanted.add(uri);
                            return Optional.of(new PageNetwork.Found(svg, "image/svg+xml"));
                        }, LIMIT);
        assertEquals("60x40", size(picture));
        assertEquals(List.of(URI.create("http://pictures.example/a.svg")), wanted);
    }

    @Test
    void aPageThatIsNotDoneInTimeIsGivenUp() throws Exception {
        RenderException failure = assertThrows(RenderException.class,
                () -> browser.picture("<p>late</p>", "p", PageNetwork.NONE, Duration.ZERO));
        assertTrue(failure.isOfBrowser(), failure::getMessage);
        assertTrue(size(drawn("<p>next</p>", "p")).startsWith("1"));
    }

    @Test
    void nothingStaysOfABrowserThatIsEnded() throws Exception {
        Chromium other = started();
        List<ProcessHandle> parts = other.handle().descendants().toList();
        assertTrue(Files.isDirectory(other.profile()));
        assertFalse(parts.isEmpty());
        other.close();
        assertFalse(other.alive());
        await("its processes are gone").until(() -> parts.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(Files.exists(other.profile()));
    }

    /// As when the host is killed: nobody ends the browser, only its pipe breaks.
    @Test
    void nothingStaysOfABrowserWhoseHostIsGone(@TempDir Path folder) throws Exception {
        Path program = ChromiumProgram.find("", System.getenv().getOrDefault("PATH", "")).file().orElseThrow();
        Path told = folder.resolve("told");
        Process host = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledHost.class.getName(), program.toString(), told.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        await("the other host has a browser").until(() -> Files.exists(told));
        List<String> lines = Files.readAllLines(told);
        Path profile = Path.of(lines.getFirst());
        ProcessHandle shell = ProcessHandle.of(Long.parseLong(lines.get(1))).orElseThrow();
        List<ProcessHandle> parts = shell.descendants().toList();
        assertFalse(parts.isEmpty());
        host.destroyForcibly();
        await("its processes are gone").until(() -> !shell.isAlive() && parts.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(Files.exists(profile));
    }

    @Test
    void aProgramThatIsNoBrowserIsSaid(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\necho no display >&2\nexit 3\n");
        assertTrue(program.toFile().setExecutable(true));
        RenderException failure = assertThrows(RenderException.class, () -> Chromium.start(program, true, TICKER));
        assertEquals("the browser " + program + " does not start: no display", failure.getMessage());
    }

    @Test
    void aRefusedSandboxSaysWhatToDo(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("chromium"),
                "#!/bin/sh\necho Running as root without --no-sandbox is not supported >&2\nexit 1\n");
        assertTrue(program.toFile().setExecutable(true));
        RenderException failure = assertThrows(RenderException.class, () -> Chromium.start(program, true, TICKER));
        assertTrue(failure.getMessage().contains("render.sandbox: false"), failure::getMessage);
    }
}
