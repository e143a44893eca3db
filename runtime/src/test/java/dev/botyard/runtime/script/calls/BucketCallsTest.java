package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketCallsTest {
    private Store store;
    private Gateway gateway;
    private Confinements confinements;
    private final Run run = CallBench.run();

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("botyard.db"));
        confinements = new Confinements(store.hostState());
        gateway = new Gateway(new BucketCalls(store.buckets(), confinements,
                im -> im.equals("qq") ? List.of("10001", "10002") : List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String get(Run of, String bucket, String key) throws InterruptedException {
        return ask(gateway, of, "bucket.get", "{\"bucket\":\"" + bucket + "\",\"key\":\"" + key + "\"}").stringValue();
    }

    private void set(String value) throws InterruptedException {
        assertTrue(ask(gateway, run, "bucket.set", "{\"bucket\":\"b\",\"key\":\"k\",\"value\":" + value + "}").booleanValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"\"x\"~x", "5~5", "1.5~1.5", "true~true", "null~''", "\"签到 😀\"~签到 😀", "\" x \"~' x '"})
    void whatIsSetIsTextAndComesBackAsItWas(String value, String kept) throws Exception {
        set(value);
        assertEquals(kept, get(run, "b", "k"));
    }

    @Test
    void whatPeopleTypedKeepsItsMarksThroughABucket() throws Exception {
        set("\"[\u2060CQ:at,qq=all]\"");
        assertEquals("[\u2060CQ:at,qq=all]", get(run, "b", "k"));
        assertEquals("[\u2060CQ:at,qq=all]", ask(gateway, run, "bucket.all", "{\"bucket\":\"b\"}").path("k").stringValue());
    }

    @Test
    void withoutABucketItIsTheCommonOne() throws Exception {
        ask(gateway, run, "bucket.set", "{\"key\":\"k\",\"value\":\"v\"}");
        assertEquals("v", get(run, "otto", "k"));
        assertEquals("v", ask(gateway, run, "bucket.get", "{\"bucket\":null,\"key\":\"k\"}").stringValue());
    }

    @Test
    void whatIsUnsetIsTheDefaultOfTheHeader() throws Exception {
        Run declared = Scripts.run(Scripts.plugin("tea.py", "param: {\"key\":\"b.k\",\"default\":\"green\"}"), run.context());
        assertEquals("green", get(declared, "b", "k"));
        assertEquals("", get(run, "b", "k"), "of that plugin");
        set("\"black\"");
        assertEquals("black", get(declared, "b", "k"));
    }

    @Test
    void theMastersOfAnImAreThoseOfTheSettingsUntilSomebodyStoresOthers() throws Exception {
        assertEquals("10001&10002", get(run, "qq", "masters"));
        assertEquals("", get(run, "weixin", "masters"));
        ask(gateway, run, "bucket.set", "{\"bucket\":\"qq\",\"key\":\"masters\",\"value\":\"7\"}");
        assertEquals("7", get(run, "qq", "masters"));
    }

    @Test
    void keysAreSortedAndMayBeThoseOfOneValue() throws Exception {
        for (String pair : List.of("b~1", "a~2", "c~1")) {
            ask(gateway, run, "bucket.set",
                    "{\"bucket\":\"b\",\"key\":\"" + pair.charAt(0) + "\",\"value\":\"" + pair.substring(2) + "\"}");
        }
        assertEquals("[\"a\",\"b\",\"c\"]", ask(gateway, run, "bucket.keys", "{\"bucket\":\"b\"}").toString());
        assertEquals("[\"b\",\"c\"]", ask(gateway, run, "bucket.keys", "{\"bucket\":\"b\",\"value\":1}").toString());
        assertEquals("[\"a\",\"b\",\"c\"]", ask(gateway, run, "bucket.keys", "{\"bucket\":\"b\",\"value\":null}").toString());
        assertEquals("{\"a\":\"2\",\"b\":\"1\",\"c\":\"1\"}", ask(gateway, run, "bucket.all", "{\"bucket\":\"b\"}").toString());
    }

    @Test
    void whatIsDeletedOrClearedIsGone() throws Exception {
        set("\"x\"");
        ask(gateway, run, "bucket.delete", "{\"bucket\":\"b\",\"key\":\"k\"}");
        assertEquals("", get(run, "b", "k"));
        assertTrue(ask(gateway, run, "bucket.delete", "{\"bucket\":\"b\",\"key\":\"k\"}").booleanValue(), "twice is fine");
        set("\"x\"");
        ask(gateway, run, "bucket.clear", "{\"bucket\":\"b\"}");
        assertEquals("{}", ask(gateway, run, "bucket.all", "{\"bucket\":\"b\"}").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{\"bucket\":[1],\"key\":\"k\"}~bucket", "{\"bucket\":\"b\",\"key\":{}}~key"})
    void whatIsNoTextIsRefusedByItsName(String params, String name) {
        String told = refusal(gateway, run, "bucket.get", params);
        assertTrue(told.startsWith("invalid_request: " + name), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c.d", ".a", "a.", "a..b"})
    void aNameThatNoBucketCanHaveIsRefusedByEveryCall(String bucket) {
        for (String method : List.of("bucket.get", "bucket.set", "bucket.delete", "bucket.keys", "bucket.all", "bucket.clear")) {
            String told = refusal(gateway, run, method, "{\"bucket\":\"" + bucket + "\",\"key\":\"k\"}");
            assertTrue(told.startsWith("invalid_request: The bucket name '" + bucket + "' has "), told);
        }
    }

    @Test
    void aConfinedPluginUsesItsBucketsAndTheirChildrenAlone() throws Exception {
        store.buckets().set("a", "k", "1");
        store.buckets().set("a.b", "k", "2");
        store.buckets().set("ab", "secret-key", "3");
        confinements.confine(run.plugin().file(), List.of("a"));
        assertEquals("1", get(run, "a", "k"));
        assertEquals("2", get(run, "a.b", "k"));
        for (String method : List.of("bucket.get", "bucket.set", "bucket.delete", "bucket.keys", "bucket.all", "bucket.clear")) {
            String told = refusal(gateway, run, method, "{\"bucket\":\"ab\",\"key\":\"secret-key\",\"value\":\"x\"}");
            assertEquals(
                    "bucket_forbidden: " + run.plugin().file() + " is confined to the buckets a and may not use 'ab'; an operator"
                            + " allows it with 'botyard plugins confine'",
                    told);
            assertTrue(refusal(gateway, run, method, "{\"key\":\"k\",\"value\":\"x\"}").contains("may not use 'otto'"), method);
        }
        assertEquals("3", store.buckets().get("ab", "secret-key"));
        Run other = Scripts.run(Scripts.plugin("other.py"), run.context());
        assertEquals("3", get(other, "ab", "secret-key"), "only the one that is named");
    }

    @Test
    void aConfinedPluginReadsTheSettingsThatItAsksForAndNothingBesideThem() throws Exception {
        Run declared = Scripts.run(Scripts.plugin("tea.py", "param: {\"key\":\"b.k\",\"default\":\"green\"}"), run.context());
        store.buckets().set("b", "other", "x");
        confinements.confine("tea.py", List.of("tea"));
        assertEquals("green", get(declared, "b", "k"));
        assertTrue(refusal(gateway, declared, "bucket.get", "{\"bucket\":\"b\",\"key\":\"other\"}").startsWith(
                "bucket_forbidden"));
        assertTrue(refusal(gateway, declared, "bucket.keys", "{\"bucket\":\"b\"}").startsWith("bucket_forbidden"));
        assertTrue(refusal(gateway, declared, "bucket.set", "{\"bucket\":\"b\",\"key\":\"k\",\"value\":\"v\"}").startsWith(
                "bucket_forbidden"));
    }

    @Test
    void aConfinementIsKeptUntilItIsTakenBack() {
        confinements.confine("tea.py", List.of("b", "a", "b"));
        assertEquals(List.of("a", "b"), new Confinements(store.hostState()).of("tea.py"));
        confinements.confine("tea.py", List.of());
        assertEquals(List.of(), new Confinements(store.hostState()).of("tea.py"));
        assertTrue(confinements.allows("tea.py", "any"));
    }
}
