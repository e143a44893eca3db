package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final HttpHandler NOTHING = _ -> HttpReply.empty(200);

    private final Router router = new Router();

    private Router.Registration add(String method, String pattern) {
        return router.add(Route.of(Set.of(method), pattern, NOTHING));
    }

    private String find(String method, String path) {
        return switch (router.find(method, RequestTarget.parse(path).segments())) {
            case RouteTable.Match.Found found -> found.route() + " " + new TreeMap<>(found.parameters());
            case RouteTable.Match.WrongMethod wrong -> "wrong " + new TreeSet<>(wrong.allowed());
            case RouteTable.Match.Unknown _ -> "unknown";
        };
    }

    @Test
    void theMoreSpecificPatternWins() {
        add("GET", "/a/{id}");
        add("GET", "/a/b");
        add("GET", "/a/{rest*}");
        add("GET", "/{rest*}");
        add("GET", "/a/{id}/c");
        assertEquals("GET /a/b {}", find("GET", "/a/b"));
        assertEquals("GET /a/{id} {id=x}", find("GET", "/a/x"));
        assertEquals("GET /a/{id}/c {id=b}", find("GET", "/a/b/c"));
        assertEquals("GET /a/{rest*} {rest=x/y/z}", find("GET", "/a/x/y/z"));
        assertEquals("GET /a/{rest*} {rest=}", find("GET", "/a"));
        assertEquals("GET /{rest*} {rest=other}", find("GET", "/other"));
        assertEquals("GET /{rest*} {rest=}", find("GET", "/"));
    }

    @Test
    void theMethodDecidesAmongPatternsButNotForCatchAlls() {
        add("GET", "/files/{name}");
        add("POST", "/files/upload");
        add("GET", "/{rest*}");
        router.add(Route.any("/files/{name}/raw", NOTHING));
        assertEquals("GET /files/{name} {name=upload}", find("GET", "/files/upload"));
        assertEquals("POST /files/upload {}", find("POST", "/files/upload"));
        assertEquals("wrong [GET, HEAD, OPTIONS, POST]", find("PUT", "/files/upload"));
        assertEquals("wrong [GET, HEAD, OPTIONS]", find("POST", "/files/x"));
        assertEquals("ANY /files/{name}/raw {name=x}", find("PATCH", "/files/x/raw"));
        assertEquals("GET /files/{name} {name=x}", find("HEAD", "/files/x"));
    }

    @Test
    void aSlashAtTheEndMeansTheSameUnlessItHasARoute() {
        add("GET", "/a");
        add("GET", "/b");
        add("GET", "/b/");
        assertEquals("GET /a {}", find("GET", "/a/"));
        assertEquals("GET /b/ {}", find("GET", "/b/"));
        assertEquals("unknown", find("GET", "/a//"));
    }

    @Test
    void routesForTheSameRequestsConflict() {
        add("GET", "/a/{id}");
        add("POST", "/a/{id}");
        IllegalArgumentException conflict = assertThrows(IllegalArgumentException.class, () -> add("GET", "/a/{other}"));
        assertTrue(conflict.getMessage().contains("GET /a/{id}"), conflict.getMessage());
        add("GET", "/a/{rest*}");
        router.add(Route.any("/a/{id}", NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/{", "/a{id}", "/{id}/{id}", "/{rest*}/a", "/{1}", "/{}", "/}"})
    void brokenPatternsAreRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> add("GET", pattern));
    }

    @RepeatedTest(5)
    void requestsSeeWholeTablesWhileRoutesChange() throws Exception {
        add("GET", "/always/{id}");
        List<Thread> changers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String path = "/t" + t;
            changers.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 200; i++) {
                    add("GET", path).close();
                }
            }));
        }
        for (int i = 0; i < 2000; i++) {
            assertEquals("GET /always/{id} " + Map.of("id", "1"), find("GET", "/always/1"));
        }
        for (Thread changer : changers) {
            changer.join();
        }
        assertEquals("unknown", find("GET", "/t0"));
    }
}
