package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.PlayedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The door of the API, tried on buckets.
class BucketResourceIT {
    @TempDir
    private Path folder;
    private Store store;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        home.create();
        store = Store.open(home.database());
        api = new PlayedApi();
        api.api.add(new BucketResource(store));
    }

    @AfterEach
    void close() {
        api.close();
        store.close();
    }

    @Test
    void valuesAreSetReadAndRemoved() throws Exception {
        assertEquals(204, api.ask("PUT", "/api/v1/buckets/otto/a%2Fb/%E8%8C%B6", "{\"value\": \"1\"}").status());
        assertEquals("1", store.buckets().get("otto", "a/b/茶"));
        assertEquals(Json.MAPPER.readTree("{\"bucket\": \"otto\", \"key\": \"a/b/茶\", \"value\": \"1\"}"),
                api.ask("GET", "/api/v1/buckets/otto/a%2Fb/%E8%8C%B6", "").json());
        assertEquals("{\"a/b/茶\":\"1\"}", api.ask("GET", "/api/v1/buckets/otto", "").json().toString());
        assertEquals("[\"otto\"]", api.ask("GET", "/api/v1/buckets", "").json().path("buckets").toString());
        assertEquals(204, api.ask("DELETE", "/api/v1/buckets/otto/a%2Fb/%E8%8C%B6", "").status());
        assertEquals("404 not_found: there is no key 'a/b/茶'. There is none yet.",
                api.ask("GET", "/api/v1/buckets/otto/a%2Fb/%E8%8C%B6", "").error());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT | /api/v1/buckets/a..b/k | {} | 400 invalid_request: The bucket name 'a..b' has an empty part; write text on both sides of each dot.",
        "PUT | /api/v1/buckets/b/k | {broken | 400 invalid_request: the body is not JSON: line 1, column 2; expected one JSON object",
        "PUT | /api/v1/buckets/b/k | [1] | 400 invalid_request: the body must be a JSON object",
        "PUT | /api/v1/buckets/b/k | {\"value\": [1]} | 400 invalid_request: value must be text",
        "POST | /api/v1/import/buckets | nonsense | 400 invalid_request: Line 1 is not valid JSON",
        "GET | /api/v1/buckets/b/k/ | '' | 404 not_found: there is no key 'k/'."})
    void whatIsWrongIsSaid(String method, String path, String body, String error) throws Exception {
        String said = api.ask(method, path, body).error();
        assertTrue(said.startsWith(error), said);
    }

    @Test
    void valuesAreFoundAndRenamed() throws Exception {
        store.buckets().set("b", "town", "x".repeat(600));
        store.buckets().set("c", "k", "town");
        JsonNode found = api.ask("GET", "/api/v1/find/buckets?text=TOWN", "").json().path("values");
        assertEquals("b town 500 true", found.at("/0/bucket").stringValue() + " " + found.at("/0/key").stringValue() + " "
                + found.at("/0/value").stringValue().length() + " " + found.at("/0/cut"));
        assertEquals("{\"bucket\":\"c\",\"key\":\"k\",\"value\":\"town\",\"cut\":false}", found.path(1).toString());
        assertEquals("{\"b\":1,\"c\":1}", api.ask("GET", "/api/v1/buckets", "").json().path("sizes").toString());
        assertEquals(200,
                api.ask("POST", "/api/v1/rename/buckets", "{\"bucket\": \"b\", \"key\": \"town\", \"to\": \"city\"}").status());
        assertEquals("{\"renamed\":1}",
                api.ask("POST", "/api/v1/rename/buckets", "{\"bucket\": \"b\", \"to\": \"d\"}").json().toString());
        assertEquals(List.of("city"), store.buckets().keys("d", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"bucket\": \"b\", \"to\": \"c\"} | 409 exists: there is a bucket 'c' already",
        "{\"bucket\": \"b\", \"key\": \"k\", \"to\": \"l\"} | 409 exists: there is a key 'l' in b already",
        "{\"bucket\": \"b\", \"key\": \"x\", \"to\": \"y\"} | 404 not_found: there is no key 'x'",
        "{\"bucket\": \"x\", \"to\": \"y\"} | 404 not_found: there is no bucket 'x'",
        "{\"bucket\": \"b\", \"to\": \"a..b\"} | 400 invalid_request: The bucket name 'a..b'",
        "{\"bucket\": \"b\"} | 400 invalid_request: to is missing"})
    void nothingIsRenamedOverAnother(String body, String error) throws Exception {
        store.buckets().set("b", "k", "1");
        store.buckets().set("b", "l", "2");
        store.buckets().set("c", "k", "3");
        String said = api.ask("POST", "/api/v1/rename/buckets", body).error();
        assertTrue(said.startsWith(error), said);
        assertEquals("1", store.buckets().get("b", "k"));
    }

    @Test
    void aWholeBucketIsRemoved() throws Exception {
        store.buckets().set("b", "k", "1");
        store.buckets().set("b.c", "k", "1");
        assertEquals(204, api.ask("DELETE", "/api/v1/buckets/b", "").status());
        assertEquals(List.of("b.c"), store.buckets().bucketNames());
    }

    @Test
    void starsAreNotWrittenOverTheSecretTheyStandFor() throws Exception {
        Secrets.process().add("secret-under-stars");
        store.buckets().set("b", "k", "my secret-under-stars");
        assertEquals("409 conflict: the value of k in b holds a secret, which is shown as ***; write the whole value anew",
                api.ask("PUT", "/api/v1/buckets/b/k", "{\"value\": \"our ***\"}").error());
        assertEquals(204, api.ask("PUT", "/api/v1/buckets/b/k", "{\"value\": \"new\"}").status());
        assertEquals(204, api.ask("PUT", "/api/v1/buckets/b/k", "{\"value\": \"***\"}").status());
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        store.buckets().set("b", "k", "v");
        String lines = api.ask("GET", "/api/v1/export/buckets", "").text();
        assertEquals("{\"bucket\":\"b\",\"key\":\"k\",\"value\":\"v\"}\n", lines);
        store.buckets().clear("b");
        assertEquals(1, api.ask("POST", "/api/v1/import/buckets", lines).json().path("imported").intValue());
        assertEquals("v", store.buckets().get("b", "k"));
    }

    @Test
    void secretsDoNotLeaveThroughABucket() throws Exception {
        Secrets.process().add("secret-in-a-bucket");
        store.buckets().set("b", "k", "my secret-in-a-bucket");
        assertEquals("{\"k\":\"my ***\"}", api.ask("GET", "/api/v1/buckets/b", "").json().toString());
    }

    @Test
    void strangersAreToldHowToGetIn() throws Exception {
        assertEquals(
                "401 unauthorized: this needs the admin token, which stands in data/admin.token of the home folder: Authorization: Bearer TOKEN",
                api.ask("GET", "/api/v1/buckets", "", new String[0]).error());
        assertEquals("401 unauthorized: the token is wrong; it stands in data/admin.token of the home folder",
                api.ask("GET", "/api/v1/buckets", "", "Authorization", "Bearer wrong").error());
    }

    @Test
    void aBrowserMayOnlyAskFromAPageOfThisHost() throws Exception {
        String cookie = Operators.COOKIE + "="
                + api.operators.open(PlayedRequest.get("/").request());
        assertEquals(200, api.ask("GET", "/api/v1/buckets", "", "Cookie", cookie).status());
        assertEquals(403,
                api.ask("PUT", "/api/v1/buckets/b/k", "{}", "Cookie", cookie, "Origin", "http://evil.example").status());
        assertEquals(403, api.ask("PUT", "/api/v1/buckets/b/k", "{}", "Cookie", cookie, "Sec-Fetch-Site", "cross-site").status());
        assertEquals(204, api.ask("PUT", "/api/v1/buckets/b/k", "{}", "Cookie", cookie).status());
        assertEquals(204, api.ask("PUT", "/api/v1/buckets/b/k", "{}", "Authorization", "Bearer " + PlayedApi.TOKEN, "Origin",
                "http://evil.example").status(), "whoever shows the token is no page");
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "limit=5, 5", "limit=0, 0", "limit=99999, 1000"})
    void aListHasItsLimit(String query, int limit) {
        assertEquals(limit, AdminApi.limit(PlayedRequest.get("/x?" + query).request()));
    }

    @ParameterizedTest
    @CsvSource({"limit=-1", "limit=1e3", "limit=x", "limit=1234567890123456789"})
    void aLimitIsANumber(String query) {
        var request = PlayedRequest.get("/x?" + query).request();
        String message = assertThrows(HttpProblem.class, () -> AdminApi.limit(request)).getMessage();
        assertEquals("limit must be a number, not '" + query.substring(6) + "'", message);
    }
}
