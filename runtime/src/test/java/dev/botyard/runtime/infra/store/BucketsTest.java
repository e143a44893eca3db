package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class BucketsTest {
    @Parameter
    private StoreKind kind;
    @TempDir
    private Path folder;
    private Store store;
    private Buckets buckets;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        buckets = store.buckets();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsWhatWasSetLast() {
        buckets.set("otto", "k", "one");
        buckets.set("otto", "k", "两 🎈 \u0000 line\nbreak");
        assertEquals("两 🎈 \u0000 line\nbreak", buckets.get("otto", "k"));
    }

    @Test
    void readsMissingValuesAsEmptyText() {
        buckets.set("otto", "gone", "x");
        buckets.delete("otto", "gone");
        buckets.delete("otto", "never");
        assertEquals("", buckets.get("otto", "gone"));
        assertEquals("", buckets.get("nowhere", "k"));
        assertEquals(List.of(), buckets.keys("otto", null));
    }

    @Test
    void listsKeysByValue() {
        buckets.set("b", "2", "yes");
        buckets.set("b", "1", "yes");
        buckets.set("b", "3", "no");
        assertEquals(List.of("1", "2", "3"), buckets.keys("b", null));
        assertEquals(List.of("1", "2"), buckets.keys("b", "yes"));
        assertEquals(Map.of("1", "yes", "2", "yes", "3", "no"), buckets.all("b"));
    }

    @Test
    void keepsChildrenApartFromTheirParent() {
        buckets.set("a", "b.c", "flat");
        buckets.set("a.b", "c", "child");
        buckets.set("a.b.c", "k", "grandchild");
        assertEquals(List.of("b.c"), buckets.keys("a", null));
        buckets.clear("a");
        assertEquals(List.of("a.b", "a.b.c"), buckets.bucketNames());
        assertEquals("child", buckets.get("a.b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"otto", "a.b.c", "账户.设置", "with space", "UPPER-case_1"})
    void acceptsNames(String name) {
        buckets.set(name, "k", "v");
        assertEquals("v", buckets.get(name, "k"));
    }

    @ParameterizedTest
    @CsvSource({"'',needs a name", "a.b.c.d,4 levels", ".a,empty part", "a.,empty part", "a..b,empty part", ".,empty part"})
    void refusesNames(String name, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> buckets.set(name, "k", "v")).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void importsWhatItExported() {
        for (int index = 0; index < 1_203; index++) {
            buckets.set(index % 2 == 0 ? "even" : "odd.数", "key " + index, "\"quoted\"\n" + index);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(1_203, buckets.exportTo("", out));
        Map<String, String> before = buckets.all("odd.数");
        buckets.clear("odd.数");
        assertEquals(1_203, buckets.importFrom(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(before, buckets.all("odd.数"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{broken | not valid JSON", "[1] | not a JSON object",
        "{\"bucket\":\"b\",\"key\":\"k\"} | the text \"value\"",
        "{\"bucket\":\"b\",\"key\":\"k\",\"value\":1} | the text \"value\"",
        "{\"bucket\":\"a..b\",\"key\":\"k\",\"value\":\"\"} | empty part"})
    void namesTheLineAnImportFailsAtAndChangesNothing(String line, String reason) {
        String text = "{\"bucket\":\"b\",\"key\":\"k\",\"value\":\"v\"}\n\n" + line + "\n";
        String message = assertThrows(IllegalArgumentException.class,
                () -> buckets.importFrom(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))).getMessage();
        assertTrue(message.startsWith("Line 3 ") && message.contains(reason), message);
        assertEquals(List.of(), buckets.bucketNames());
    }

    @Test
    void refusesAnImportThatIsNotText() {
        byte[] bytes = {'{', (byte) 0xff, '\n'};
        String message = assertThrows(IllegalArgumentException.class, () -> buckets.importFrom(new ByteArrayInputStream(bytes)))
                .getMessage();
        assertTrue(message.contains("UTF-8"), message);
    }

    @Test
    void servesThousandsOfVirtualThreadsAtOnce() throws Exception {
        List<Future<String>> results = new ArrayList<>();
        try (var threads = Threads.perTask("test-buckets")) {
            for (int index = 0; index < 5_000; index++) {
                String key = "k" + index;
                results.add(threads.submit(() -> {
                    buckets.set("many", key, key);
                    return buckets.get("many", key);
                }));
            }
        }
        for (int index = 0; index < results.size(); index++) {
            assertEquals("k" + index, results.get(index).get());
        }
        assertEquals(5_000, buckets.keys("many", null).size());
    }

    @Test
    void failsOneWriteWithoutItsNeighbours() throws Exception {
        List<Future<Integer>> good = new ArrayList<>();
        List<Future<Integer>> bad = new ArrayList<>();
        try (var threads = Threads.perTask("test-neighbours")) {
            for (int index = 0; index < 200; index++) {
                String key = "k" + index;
                good.add(threads.submit(() -> {
                    buckets.set("b", key, "v");
                    return 1;
                }));
                bad.add(threads
                        .submit(() -> store.write(session -> session.update("insert into bucket values ('b', ?, null)", key))));
            }
        }
        for (Future<Integer> each : good) {
            assertEquals(1, each.get());
        }
        for (Future<Integer> each : bad) {
            assertEquals(Future.State.FAILED, each.state());
        }
        assertEquals(200, buckets.keys("b", null).size());
    }

    @Test
    void livesOnAfterASeriousError() {
        SqlWork<Void> broken = _ -> {
            throw new StackOverflowError("deep");
        };
        for (int index = 0; index < 5; index++) {
            assertThrows(StoreException.class, () -> store.write(broken));
            assertThrows(StoreException.class, () -> store.read(broken));
        }
        buckets.set("b", "k", "v");
        assertEquals("v", buckets.get("b", "k"));
    }

    @Test
    void finishesAWriteWhoseCallerIsInterrupted() {
        Thread.currentThread().interrupt();
        buckets.set("b", "k", "v");
        assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
        assertEquals("v", buckets.get("b", "k"));
    }

    @Test
    void valuesAreFoundByKeyAndText() {
        buckets.set("a", "Town", "Berlin");
        buckets.set("b", "k", "the TOWN of 柏林");
        buckets.set("b", "percent", "100%");
        assertEquals("a.Town b.k", found("", "town"));
        assertEquals("b.k", found("b", "town"));
        assertEquals("b.k", found("", "柏林"));
        assertEquals("b.percent", found("", "%"));
        assertEquals("a.Town b.k b.percent", found("", ""));
        assertEquals(1, buckets.find("", "", 1).size());
        assertEquals(Map.of("a", 1L, "b", 2L), buckets.sizes());
    }

    private String found(String bucket, String text) {
        return String.join(" ",
                buckets.find(bucket, text, 10).stream().map(value -> value.bucket() + "." + value.key()).toList());
    }

    @Test
    void aBucketOrAKeyIsRenamedButNeverOverAnother() {
        buckets.set("a", "k", "1");
        buckets.set("a", "l", "2");
        buckets.set("a.child", "k", "3");
        buckets.set("b", "k", "4");
        assertThrows(IllegalStateException.class, () -> buckets.rename("a", "b"));
        assertThrows(IllegalStateException.class, () -> buckets.renameKey("a", "k", "l"));
        assertEquals(Map.of("k", "1", "l", "2"), buckets.all("a"));
        assertTrue(buckets.renameKey("a", "k", "m"));
        assertEquals(2, buckets.rename("a", "c.d"));
        assertEquals(Map.of("m", "1", "l", "2"), buckets.all("c.d"));
        assertEquals("3", buckets.get("a.child", "k"));
        assertEquals(0, buckets.rename("a", "x"));
        assertThrows(IllegalArgumentException.class, () -> buckets.rename("b", "x..y"));
    }

    @Test
    void severalValuesChangeTogetherOrNotAtAll() {
        buckets.set("a", "old", "1");
        buckets.change(List.of(new Buckets.Value("a", "old", ""), new Buckets.Value("b", "new", "2")));
        assertEquals(List.of("b"), buckets.bucketNames());
        assertThrows(IllegalArgumentException.class,
                () -> buckets.change(List.of(new Buckets.Value("a", "k", "1"), new Buckets.Value("x..y", "k", "1"))));
        assertEquals(List.of("b"), buckets.bucketNames());
    }

    @Test
    void oneBucketIsExportedAlone() {
        buckets.set("a", "k", "1");
        buckets.set("b", "k", "2");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(1, buckets.exportTo("b", out));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"b\""));
    }
}
