package dev.botyard.runtime.ops.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.ops.console.ConsolePages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The manual as a browser asks for it.
class ManualPagesIT {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#]+)(?:#[^\"]*)?\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        Router router = new Router();
        new ConsolePages().register(router);
        new ManualPages().register(router);
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    private HttpResponse<String> get(String path, String language) throws Exception {
        return client.send(HttpRequest.newBuilder(server.address().resolve(path)).header("Accept-Language", language).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"zh-CN,zh;q=0.9,en;q=0.8 ~ zh", "en-US,en;q=0.9,zh;q=0.8 ~ en", "fr ~ en", "zh ~ zh",
        "fr, zh;q=0.5 ~ zh", "en;q=0.5,zh-TW;q=0.9 ~ zh"})
    void itBeginsInTheReadersLanguage(String asked, String language) throws Exception {
        HttpResponse<String> answer = get("/manual/", asked);
        assertEquals(303, answer.statusCode());
        assertEquals("/manual/" + language + "/index", answer.headers().firstValue("Location").orElse(""));
    }

    @Test
    void everyPageAndAllThatItLeadsToIsThere() throws Exception {
        Deque<URI> open = new ArrayDeque<>(List.of(server.address().resolve("/manual/zh/index")));
        Set<String> seen = new HashSet<>(Set.of("/manual/zh/index"));
        while (!open.isEmpty()) {
            URI page = open.poll();
            HttpResponse<String> answer = get(page.getPath(), "en");
            assertEquals(200, answer.statusCode(), page::toString);
            if (page.getPath().startsWith("/manual/")) {
                Matcher reference = REFERENCE.matcher(answer.body());
                while (reference.find()) {
                    URI next = page.resolve(reference.group(1));
                    if (seen.add(next.getPath())) {
                        open.add(next);
                    }
                }
            }
        }
        ManualPages.PAGES
                .forEach(page -> assertTrue(seen.containsAll(List.of("/manual/en/" + page, "/manual/zh/" + page)), page));
        assertTrue(seen.stream().anyMatch(path -> path.endsWith(".webp")), seen::toString);
    }

    @Test
    void aPageMayLoadNothingThatRuns() throws Exception {
        HttpResponse<String> answer = get("/manual/zh/first-bot", "zh");
        assertTrue(answer.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
        assertTrue(answer.body().contains("<html lang=\"zh-CN\">") && answer.body().contains("十分钟做出第一个机器人"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/manual/zh/none", "/manual/fr/index", "/manual/zh/index.html", "/manual/en/style",
        "/manual/en/pictures/none.webp", "/manual/fr/pictures/chat.webp"})
    void whatIsNoPageIsNotFound(String path) throws Exception {
        assertEquals(404, get(path, "en").statusCode());
    }
}
