package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterLoaderTest {
    @TempDir
    private Path folder;

    private Path bundled;
    private Path added;
    private Path copies;
    private AdapterLoader loader;

    @BeforeEach
    void open() throws IOException {
        bundled = Files.createDirectory(folder.resolve("bundled"));
        added = Files.createDirectory(folder.resolve("added"));
        copies = folder.resolve("copies");
        loader = new AdapterLoader(bundled, copies, Ticker.system());
        loader.start();
    }

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void loadsBundledAndAddedJars() throws Exception {
        SampleJar.adapter("one", "1.0.0").write(bundled.resolve("one.jar"));
        Path two = SampleJar.adapter("two", "2.0.0").write(added.resolve("two.jar"));

        loader.sync(List.of(two));

        assertEquals(List.of("one 1.0.0", "two 2.0.0"), loader.catalog().all().stream().map(LoadedAdapter::toString).toList());
        assertEquals(2, loader.catalog().forImType("sample").size());
        LoadedAdapter second = loader.catalog().find("two").orElseThrow();
        assertEquals(two, second.source());
        assertFalse(second.bundled());
        assertEquals("Tests", second.facts().provider());
        assertEquals("Apache-2.0", second.facts().license());
        assertTrue(second.facts().sha256().matches("[0-9a-f]{64}"));
        assertEquals(List.of(), loader.catalog().refused());
    }

    @Test
    void theOriginalMayBeDeletedWhileItsAdapterRuns() throws Exception {
        Path jar = SampleJar.adapter("one", "1.0.0").entry("sample/late.txt", "late".getBytes(StandardCharsets.UTF_8))
                .write(added.resolve("one.jar"));
        loader.sync(List.of(jar));
        Files.delete(jar);
        try (var late = loader.catalog().find("one").orElseThrow().classLoader().getResourceAsStream("sample/late.txt")) {
            assertEquals("late", new String(late.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void copiesGoWithTheirAdapters() throws Exception {
        Path jar = SampleJar.adapter("one", "1.0.0").write(added.resolve("one.jar"));
        loader.sync(List.of(jar));
        assertEquals(1, copies().size());
        SampleJar.adapter("one", "1.0.1").write(jar);
        loader.load(jar);
        assertEquals(1, copies().size());
        loader.remove(jar);
        assertEquals(List.of(), copies());
    }

    @Test
    void leftoversOfAnEarlierProcessAreRemoved() throws Exception {
        Files.createDirectories(copies);
        Files.writeString(copies.resolve("old-1.jar"), "x");
        loader.sync(List.of());
        assertEquals(List.of(), copies());
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(copies)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Nested
    class Replacement {
        private final List<String> heard = new ArrayList<>();

        @Test
        void theNewVersionIsLoadedBeforeTheOldIsHandedOver() throws Exception {
            Path jar = SampleJar.adapter("one", "1.0.0").write(added.resolve("one.jar"));
            loader.sync(List.of(jar));
            loader.listen(change -> {
                heard.add(change.toString());
                assertTrue(Thread.currentThread().isVirtual());
                LoadedAdapter old = change.before().orElseThrow();
                assertTrue(old.classLoader().getResource("sample/SampleFactory.class") != null,
                        "the old version is still usable");
                assertEquals("1.1.0", loader.catalog().find("one").orElseThrow().version());
            });

            SampleJar.adapter("one", "1.1.0").write(jar);
            loader.load(jar);

            assertEquals(List.of("one: 1.0.0 → 1.1.0"), heard);
        }

        @Test
        void anAddedJarTakesThePlaceOfTheBundledOneUntilItGoes() throws Exception {
            SampleJar.adapter("one", "1.0.0").write(bundled.resolve("one.jar"));
            loader.listen(change -> heard.add(change.toString()));
            loader.sync(List.of());
            Path newer = SampleJar.adapter("one", "9.0.0").write(added.resolve("mine.jar"));

            loader.sync(List.of(newer));
            assertEquals("9.0.0", loader.catalog().find("one").orElseThrow().version());
            loader.sync(List.of());

            assertEquals("1.0.0", loader.catalog().find("one").orElseThrow().version());
            assertEquals(List.of("one: none → 1.0.0", "one: 1.0.0 → 9.0.0", "one: 9.0.0 → 1.0.0"), heard);
            assertEquals(List.of(), loader.catalog().refused());
        }

        @Test
        void theOldVersionKeepsRunningWhenTheNewOneIsRefused() throws Exception {
            Path jar = SampleJar.adapter("one", "1.0.0").write(added.resolve("one.jar"));
            loader.sync(List.of(jar));
            byte[] whole = Files.readAllBytes(SampleJar.adapter("one", "1.1.0").write(folder.resolve("next.jar")));
            loader.listen(change -> heard.add(change.toString()));

            Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
            loader.load(jar);

            assertEquals("1.0.0", loader.catalog().find("one").orElseThrow().version());
            assertEquals(1, loader.catalog().refused().size());
            assertEquals(List.of(), heard);

            Files.write(jar, whole);
            loader.load(jar);

            assertEquals("1.1.0", loader.catalog().find("one").orElseThrow().version());
            assertEquals(List.of(), loader.catalog().refused());
        }

        @Test
        void aJarThatChangesItsIdGivesUpTheOldOne() throws Exception {
            SampleJar.adapter("one", "1.0.0").write(bundled.resolve("one.jar"));
            Path jar = SampleJar.adapter("one", "2.0.0").write(added.resolve("a.jar"));
            loader.sync(List.of(jar));

            SampleJar.adapter("two", "2.0.0").write(jar);
            loader.load(jar);

            assertEquals(List.of("one 1.0.0", "two 2.0.0"),
                    loader.catalog().all().stream().map(LoadedAdapter::toString).toList());
            assertEquals(List.of(), loader.catalog().refused());
        }

        @Test
        void theSecondJarWithAnIdIsRefusedAndUsedWhenTheFirstGoes() throws Exception {
            Path first = SampleJar.adapter("one", "1.0.0").write(added.resolve("first.jar"));
            Path second = SampleJar.adapter("one", "2.0.0").write(added.resolve("second.jar"));

            loader.sync(List.of(first, second));

            assertEquals("1.0.0", loader.catalog().find("one").orElseThrow().version());
            RefusedJar refused = loader.catalog().refused().getFirst();
            assertEquals(second, refused.source());
            assertTrue(refused.reason().contains("first.jar") && refused.reason().contains("second.jar"), refused.reason());

            loader.remove(first);

            assertEquals("2.0.0", loader.catalog().find("one").orElseThrow().version());
            assertEquals(List.of(), loader.catalog().refused());
        }

        @Test
        void aRefusedAddedJarLeavesTheBundledOneRunning() throws Exception {
            SampleJar.adapter("one", "1.0.0").write(bundled.resolve("one.jar"));
            Path broken = SampleJar.adapter("one", "2.0.0").header("Plugin-Requires", ">=3.0.0").write(added.resolve("one.jar"));

            loader.sync(List.of(broken));

            assertEquals("1.0.0", loader.catalog().find("one").orElseThrow().version());
            assertEquals(1, loader.catalog().refused().size());
        }

        @Test
        void theSameFilesAgainChangeNothing() throws Exception {
            Path jar = SampleJar.adapter("one", "1.0.0").write(added.resolve("one.jar"));
            loader.sync(List.of(jar));
            LoadedAdapter before = loader.catalog().find("one").orElseThrow();

            loader.sync(List.of(jar));

            assertEquals(before.generation(), loader.catalog().find("one").orElseThrow().generation());
        }

        @Test
        void aListenerThatFailsStopsNoOther() throws Exception {
            loader.listen(_ -> {
                throw new IllegalStateException("broken listener");
            });
            loader.listen(change -> heard.add(change.id()));

            loader.sync(List.of(SampleJar.adapter("one", "1.0.0").write(added.resolve("one.jar"))));

            assertEquals(List.of("one"), heard);
        }
    }

    @Nested
    class Refusals {
        static Stream<Refusal> refusals() {
            String good = SampleJar.factory("bad", "", "");
            return Stream.of(new Refusal("no Plugin-Id", bad().without("Plugin-Id"), "no Plugin-Id"),
                    new Refusal("illegal id", bad().header("Plugin-Id", "Bad Id"), "'Bad Id' is not legal"),
                    new Refusal("no version", bad().without("Plugin-Version"), "no Plugin-Version"),
                    new Refusal("no range", bad().without("Plugin-Requires"), "no Plugin-Requires"),
                    new Refusal("no range at all", bad().header("Plugin-Requires", "whatever"), "not a range"),
                    new Refusal("other API", bad().header("Plugin-Requires", ">=2.0.0 & <3.0.0"),
                            "needs adapter API >=2.0.0 & <3.0.0, but this host has 1.0.0"),
                    new Refusal("plugin class", bad().header("Plugin-Class", "sample.Main"), "Plugin-Class 'sample.Main'"),
                    new Refusal("bundled API", bad().entry("dev/botyard/api/adapter/Adapter.class", new byte[4]),
                            "bundles dev/botyard/api/adapter/Adapter.class"),
                    new Refusal("bundled SLF4J", bad().entry("org/slf4j/Logger.class", new byte[4]), "slf4j-api"),
                    new Refusal("no index", bad().indexed(), "META-INF/extensions.idx"),
                    new Refusal("index of nothing", SampleJar.of("bad", "1").indexed("sample.Missing"), "sample.Missing"),
                    new Refusal("no factory",
                            SampleJar.of("bad", "1").source("sample.Plain", "package sample; public class Plain {}")
                                    .indexed("sample.Plain"),
                            "is an AdapterFactory"),
                    new Refusal("two factories",
                            bad().source("sample.Second", SampleJar.factory("Second", "bad", "", ""))
                                    .indexed("sample.SampleFactory", "sample.Second"),
                            "2 factories"),
                    new Refusal("constructor fails",
                            with(SampleJar.factory("bad", "throw new IllegalStateException(\"no\");", "")),
                            "constructor of its factory sample.SampleFactory failed with java.lang.IllegalStateException: no"),
                    new Refusal("hidden constructor", with(good.replace("public SampleFactory()", "SampleFactory()")),
                            "public constructor"),
                    new Refusal("descriptor fails",
                            with(SampleJar.factory("bad", "", "if (true) throw new IllegalStateException();")),
                            "descriptor() of adapter bad failed with java.lang.IllegalStateException"),
                    new Refusal("no bound", with(SampleJar.boundless("bad")), "size has the bound 'many', which is none"),
                    new Refusal("no descriptor", with(SampleJar.factory("bad", "", "if (true) return null;")), "returns null"),
                    new Refusal("other id", with(SampleJar.factory("other", "", "")), "'other'"),
                    new Refusal("serves nothing", with(good.replace(".imTypes(\"sample\")", "")), "no IM type"),
                    new Refusal("library missing", libraryMissing(), "needs the class sample.Library"),
                    new Refusal("newer Java", newerJava(), "compiled for Java 34"),
                    new Refusal("broken class", bad().entry("sample/SampleFactory.class", new byte[]{1, 2, 3}),
                            "do not fit together"),
                    new Refusal("static initializer fails",
                            with(good.replace("public SampleFactory()",
                                    "static final int X = Integer.parseInt(\"x\"); public SampleFactory()")),
                            "static initializer"));
        }

        private static SampleJar bad() {
            return SampleJar.adapter("bad", "1.0.0");
        }

        private static SampleJar with(String factory) {
            return SampleJar.of("bad", "1.0.0").source("sample.SampleFactory", factory).indexed("sample.SampleFactory");
        }

        private static SampleJar libraryMissing() {
            return SampleJar.of("bad", "1.0.0")
                    .sources(java.util.Map.of("sample.SampleFactory", SampleJar.factory("bad", "new Library();", ""),
                            "sample.Library",
                            "package sample; class Library {}"))
                    .withoutEntry("sample/Library.class").indexed("sample.SampleFactory");
        }

        private static SampleJar newerJava() {
            SampleJar jar = SampleJar.adapter("bad", "1.0.0");
            byte[] changed = jar.content("sample/SampleFactory.class").clone();
            changed[7] = 78;
            return jar.entry("sample/SampleFactory.class", changed);
        }

        record Refusal(String what, SampleJar jar, String sentence) {
            @Override
            public String toString() {
                return what;
            }
        }

        @ParameterizedTest
        @MethodSource("refusals")
        void areSaidAndHarmNothing(Refusal refusal) throws Exception {
            Path good = SampleJar.adapter("good", "1.0.0").write(added.resolve("a-good.jar"));
            Path bad = refusal.jar().write(added.resolve("bad.jar"));

            loader.sync(List.of(good, bad));

            assertEquals(List.of("good 1.0.0"), loader.catalog().all().stream().map(LoadedAdapter::toString).toList());
            String reason = loader.catalog().refused().getFirst().reason();
            assertTrue(reason.contains(refusal.sentence()), reason);
            assertEquals(1, copies().size());
        }

        @Test
        void aFileThatIsNoJarIsRefused() throws Exception {
            Path text = Files.writeString(added.resolve("text.jar"), "this is not a zip file at all");
            Path empty = Files.createFile(added.resolve("empty.jar"));
            Path missing = added.resolve("missing.jar");

            loader.sync(List.of(text, empty, missing));

            assertEquals(3, loader.catalog().refused().size());
            assertTrue(loader.catalog().refused().stream().allMatch(jar -> jar.reason().contains("read")),
                    loader.catalog().refused().toString());
        }
    }

    @Nested
    class Isolation {
        private ClassLoader inside;

        private void load(SampleJar jar) throws Exception {
            loader.sync(List.of(jar.write(added.resolve("one.jar"))));
            inside = loader.catalog().find("one").orElseThrow().classLoader();
        }

        @ParameterizedTest
        @org.junit.jupiter.params.provider.ValueSource(strings = {"dev.botyard.runtime.infra.thread.Threads",
            "io.netty.channel.Channel", "ch.qos.logback.classic.Logger", "org.sqlite.JDBC", "picocli.CommandLine",
            "org.pf4j.DefaultPluginManager", "org.junit.jupiter.api.Test", "tools.jackson.dataformat.yaml.YAMLFactory",
            "com.cronutils.model.Cron"})
        void theRestOfTheHostIsInvisible(String name) throws Exception {
            load(SampleJar.adapter("one", "1.0.0"));
            assertThrows(ClassNotFoundException.class, () -> inside.loadClass(name));
            assertEquals(null, inside.getResource(name.replace('.', '/') + ".class"));
        }

        @ParameterizedTest
        @org.junit.jupiter.params.provider.ValueSource(strings = {"dev.botyard.api.adapter.Adapter", "org.slf4j.Logger",
            "tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.annotation.JsonProperty",
            "org.pf4j.ExtensionPoint"})
        void theSharedClassesAreTheHostsOwn(String name) throws Exception {
            load(SampleJar.adapter("one", "1.0.0"));
            assertEquals(Class.forName(name), inside.loadClass(name));
        }

        @Test
        void theWholeJdkIsThere() throws Exception {
            load(SampleJar.adapter("one", "1.0.0"));
            assertEquals("java.net.http.HttpClient", inside.loadClass("java.net.http.HttpClient").getName());
            assertEquals("javax.crypto.Cipher", inside.loadClass("javax.crypto.Cipher").getName());
        }

        @Test
        void twoAdaptersMayBringDifferentLibraries() throws Exception {
            Path one = SampleJar.adapter("one", "1.0.0").source("lib.Library", library("old")).write(added.resolve("one.jar"));
            Path two = SampleJar.adapter("two", "1.0.0").source("lib.Library", library("new")).write(added.resolve("two.jar"));
            loader.sync(List.of(one, two));

            assertEquals("old", version("one"));
            assertEquals("new", version("two"));
        }

        @Test
        void aLibraryThatTheHostHasTooIsTheAdaptersOwn() throws Exception {
            load(SampleJar.adapter("one", "1.0.0").source("picocli.CommandLine",
                    "package picocli; public class CommandLine { public static final String VERSION = \"mine\"; }"));
            Class<?> mine = inside.loadClass("picocli.CommandLine");
            assertEquals("mine", mine.getField("VERSION").get(null));
            assertNotEquals(Class.forName("picocli.CommandLine"), mine);
        }

        private static String library(String version) {
            return "package lib; public class Library { public static final String VERSION = \"" + version + "\"; }";
        }

        private String version(String id) throws Exception {
            return (String) loader.catalog().find(id).orElseThrow().classLoader().loadClass("lib.Library").getField("VERSION")
                    .get(null);
        }
    }
}
