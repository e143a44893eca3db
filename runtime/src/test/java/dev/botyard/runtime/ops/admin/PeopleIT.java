package dev.botyard.runtime.ops.admin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.net.access.StoredTokens;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.ServerSentEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Tokens with roles, and what is written down of those who use them.
class PeopleIT {
    private final ServerSentEvents events = new ServerSentEvents("test");

    @TempDir
    private Path folder;
    private Store store;
    private PlayedApi api;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(folder.resolve("botyard.db"));
        api = new PlayedApi(() -> PlayedApi.TOKEN, new StoredTokens(store.hostState()), store.auditLog()::append);
        api.api.add(new PeopleResource(api.operators, store.auditLog()))
                .add(new SessionResource(api.operators, null, () -> "link"))
                .add(routes -> {
                    routes.get("/events", _ -> HttpReply.events(events, _ -> true));
                    routes.get("/buckets", _ -> HttpReply.json(200, "{}"));
                    routes.on("PUT", "/plugins/{file}", request -> HttpReply.json(200, "{}"));
                    routes.post("/push", _ -> HttpReply.json(200, "{}"));
                    routes.post("/never/named", _ -> HttpReply.json(200, "{}"));
                });
    }

    @AfterEach
    void close() {
        api.close();
        store.close();
        events.close();
    }

    private String token(String name, String role) throws Exception {
        PlayedApi.Answer made = api.ask("POST", "/api/v1/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        assertEquals(201, made.status(), made.text());
        return made.json().path("token").stringValue();
    }

    private PlayedApi.Answer as(String token, String method, String path) throws Exception {
        return api.ask(method, "/api/v1" + path, "{}", "Authorization", "Bearer " + token);
    }

    private List<Integer> statuses(String token) throws Exception {
        return List.of(as(token, "GET", "/me").status(), as(token, "GET", "/buckets").status(),
                as(token, "PUT", "/plugins/a.py").status(), as(token, "GET", "/tokens").status(),
                as(token, "POST", "/never/named").status());
    }

    @Test
    void eachRoleMayWhatItMay() throws Exception {
        assertEquals(List.of(200, 403, 403, 403, 403), statuses(token("eye", "viewer")));
        assertEquals(List.of(200, 200, 200, 403, 403), statuses(token("ann", "author")));
        assertEquals(List.of(200, 200, 200, 200, 200), statuses(token("bob", "operator")));
        assertEquals("403 forbidden: this needs the role operator, and ann2 has the role author",
                as(token("ann2", "author"), "GET", "/audit").error());
        assertEquals("{\"name\":\"admin\",\"role\":\"operator\"}", as(PlayedApi.TOKEN, "GET", "/me").text());
    }

    @Test
    void aTokenIsShownOnceAndOutlivesTheHost() throws Exception {
        String token = token("ci", "viewer");
        String list = as(PlayedApi.TOKEN, "GET", "/tokens").text();
        assertFalse(list.contains(token) || list.contains("hash"), list);
        assertFalse(store.hostState().all("token.").toString().contains(token));
        assertEquals("{\"name\":\"ci\",\"role\":\"viewer\"}", as(token, "GET", "/me").text());
        JsonNode used = as(PlayedApi.TOKEN, "GET", "/tokens").json().at("/tokens/0");
        assertEquals("ci viewer true", used.path("name").stringValue() + " " + used.path("role").stringValue() + " "
                + used.path("last_use").isString());
        close();
        open();
        assertEquals(200, as(token, "GET", "/me").status());
    }

    @Test
    void revokingEndsAtOnceWhatATokenHasOpened() throws Exception {
        String token = token("ci", "viewer");
        String cookie = as(token, "POST", "/sessions").whole().headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertEquals("{\"name\":\"ci\",\"role\":\"viewer\"}", api.ask("GET", "/api/v1/me", "", "Cookie", cookie).text());
        assertEquals("403 forbidden: this needs the role operator, and ci has the role viewer",
                api.ask("GET", "/api/v1/tokens", "", "Cookie", cookie).error());
        CompletableFuture<Object> stream = CompletableFuture.supplyAsync(() -> {
            try (Stream<String> lines = api.follow("/api/v1/events", token)) {
                return lines.count();
            } catch (Exception ended) {
                return ended;
            }
        });
        await("the stream is open").until(() -> events.clients() == 1);
        assertEquals("{\"revoked\":\"ci\"}", api.ask("DELETE", "/api/v1/tokens/ci", "").text());
        stream.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertEquals(401, as(token, "GET", "/me").status());
        assertEquals(401, api.ask("GET", "/api/v1/me", "", "Cookie", cookie).status());
        String other = token("ci", "operator");
        assertEquals(401, api.ask("GET", "/api/v1/me", "", "Cookie", cookie).status());
        assertEquals(200, as(other, "GET", "/tokens").status());
        assertEquals("404 not_found: there is no token 'co'. Did you mean 'ci'? There is only ci.",
                api.ask("DELETE", "/api/v1/tokens/co", "").error());
    }

    @Test
    void whoChangedWhatIsWrittenDown() throws Exception {
        String token = token("ann", "author");
        as(token, "PUT", "/plugins/tea%20%E8%8C%B6.py");
        as(token, "POST", "/push");
        as(token, "GET", "/buckets");
        as(token, "DELETE", "/tokens/ann");
        as("by_wrong", "DELETE", "/tokens/ann");
        assertEquals(List.of("ann author DELETE /tokens/ann 403 token", "ann author PUT /plugins/tea 茶.py 200 token",
                "admin operator POST /tokens 201 token"), told(""));
        assertEquals(List.of("admin operator POST /tokens 201 token"), told("?who=admin"));
        assertEquals(2, told("?before=3").size());
    }

    private List<String> told(String query) throws Exception {
        return as(PlayedApi.TOKEN, "GET", "/audit" + query).json().path("audit").valueStream()
                .map(one -> String.join(" ", one.path("who").stringValue(), one.path("role").stringValue(),
                        one.path("method").stringValue(), one.path("path").stringValue(), one.path("status").toString(),
                        one.path("origin").stringValue()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"\",\"role\":\"viewer\"}", "{\"name\":\"a b\",\"role\":\"viewer\"}",
        "{\"name\":\"admin\",\"role\":\"viewer\"}", "{\"name\":\"../x\",\"role\":\"viewer\"}",
        "{\"name\":\"a\",\"role\":\"king\"}", "{\"name\":\"a\"}", "[]", "{"})
    void garbageMakesNoToken(String body) throws Exception {
        PlayedApi.Answer refused = api.ask("POST", "/api/v1/tokens", body);
        assertEquals(400, refused.status(), refused.text());
        assertTrue(refused.error().length() > "400 invalid_request: ".length(), refused.text());
        assertEquals(List.of(), api.operators.tokens().all());
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        token("茶", "viewer");
        assertEquals("409 conflict: there is a token 茶 already; revoke it first, or take another name",
                api.ask("POST", "/api/v1/tokens", "{\"name\":\"茶\",\"role\":\"viewer\"}").error());
    }
}
