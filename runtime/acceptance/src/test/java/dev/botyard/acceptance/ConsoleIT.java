package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console's files; what its buttons do is tried in [BrowserIT].
class ConsoleIT {
    private static final Pattern LOADED = Pattern.compile("(?:href|src|from)[= ]['\"]((?:\\./|console/)[\\w./]+)['\"]");

    @Test
    void strangersGetThePageWithEverythingItLoadsAndNoSecret(@TempDir Path home) throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            Set<String> seen = new HashSet<>(Set.of("/"));
            Deque<String> open = new ArrayDeque<>(List.of("/"));
            while (!open.isEmpty()) {
                String path = open.poll();
                HttpResponse<String> answer = host.send("GET", path, "", "");
                assertEquals(200, answer.statusCode(), path);
                assertTrue(answer.headers().firstValue("Content-Security-Policy").orElse("").contains("default-src 'self'"),
                        path);
                assertFalse(answer.body().contains(host.token()), path);
                for (Matcher loaded = LOADED.matcher(answer.body()); loaded.find();) {
                    String other = URI.create(path).resolve(loaded.group(1)).toString();
                    if (seen.add(other)) {
                        open.add(other);
                    }
                }
            }
            assertTrue(
                    seen.containsAll(
                            Set.of("/console/console.js", "/console/sessions.js", "/console/style.css",
                                    "/console/shared/preact.js",
                                    "/console/shared/palette.css", "/console/shared/icon.svg")),
                    seen::toString);
            for (String none : List.of("secrets.js", "index.html", "shared/vendored.json", "shared/none.js")) {
                assertEquals(404, host.send("GET", "/console/" + none, "", "").statusCode(), none);
            }
            assertEquals(400, host.send("GET", "/console/..%2fadmin%2fopenapi.json", "", "").statusCode());
        }
    }

    @Test
    void aLoginLeadsToTheChatOrBackToTheConsoleAndNowhereElse(@TempDir Path home) throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            assertEquals("/chat/", destination(host, ""));
            assertEquals("/", destination(host, "&to=console"));
            assertEquals("/chat/", destination(host, "&to=https://elsewhere.example"));
        }
    }

    @Test
    void lookingAtALoginLinkUsesNothingUp(@TempDir Path home) throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            URI link = URI.create(host.loginLink());
            String path = link.getRawPath() + "?" + link.getRawQuery();
            assertEquals(303, host.send("HEAD", path, "", "").statusCode());
            HttpResponse<String> looked = host.send("GET", path, "", "");
            String ticket = cookie(looked);
            assertTrue(host.send("GET", "/login", "", "", "Cookie", ticket).body().contains("<button"), looked::toString);
            String session = cookie(host.send("POST", "/login", "", "", "Cookie", ticket));
            assertEquals(403, host.send("POST", "/login", "", "", "Cookie", ticket).statusCode());
            assertEquals(200, host.send("GET", "/api/v1/accounts", "", "", "Cookie", session).statusCode());
            assertEquals(401, host.send("GET", "/api/v1/accounts?access_token=" + host.token(), "", "").statusCode());
        }
    }

    @Test
    void anotherTokenHoldsAtOnceAndEndsAllSessions(@TempDir Path home) throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            String before = host.token();
            String session = cookie(host.send("POST", "/api/v1/sessions", "{}", before));
            assertEquals(200, host.send("GET", "/api/v1/sessions", "", "", "Cookie", session).statusCode());
            Files.writeString(home.resolve("data/admin.token"), "a-token-of-somebody-s-choice\n");
            assertEquals(401, host.send("GET", "/api/v1/sessions", "", before).statusCode());
            assertEquals(401, host.send("GET", "/api/v1/sessions", "", "", "Cookie", session).statusCode());
            HttpResponse<String> list = host.send("GET", "/api/v1/sessions", "", "a-token-of-somebody-s-choice");
            assertEquals("{\"sessions\":[]}", list.body());
            Files.writeString(home.resolve("data/admin.token"), "short\n");
            assertEquals(200, host.send("GET", "/api/v1/sessions", "", "a-token-of-somebody-s-choice").statusCode());
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("").replaceFirst(";.*", "");
    }

    private static String destination(RunningHost host, String more) {
        URI link = URI.create(host.loginLink());
        HttpResponse<String> looked = host.send("GET", link.getRawPath() + "?" + link.getRawQuery() + more, "", "");
        return host.send("POST", looked.headers().firstValue("location").orElse(""), "", "", "Cookie", cookie(looked)).headers()
                .firstValue("location").orElse("");
    }
}
