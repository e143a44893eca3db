package dev.botyard.runtime;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of CONTRIBUTING that are about sources, whatever their language.
class SourceRulesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int MOST_LINES = 400;
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|py|pyi|js|mjs|ts|css)");
    /// Built, installed or taken from elsewhere as it is.
    private static final Set<String> FOREIGN = Set.of("target", "node_modules", "vendor", "__pycache__", "build");
    /// Longer for a reason, and not to grow beyond what stands here.
    private static final Map<String, Integer> LONGER = Map.ofEntries(
            // One file that scripts can be given beside them, as they are used to.
            entry("plugins/sdk-python/middleware.py", 1_000),
            // What scripts see of their run, a method each.
            entry("plugins/sdk-javascript/sdk/sender.js", 440),
            entry("runtime/src/main/java/dev/botyard/runtime/Host.java", 460),
            entry("runtime/src/test/java/dev/botyard/runtime/net/http/HttpServerIT.java", 570),
            entry("runtime/src/test/java/dev/botyard/runtime/net/http/WebSocketServerIT.java", 420),
            entry("runtime/src/test/java/dev/botyard/runtime/cli/CommandsTest.java", 510),
            entry("adapters/weixin/src/test/java/dev/botyard/adapters/weixin/ilink/IlinkServer.java", 410));
    private static final Pattern SLEEP = Pattern
            .compile(
                    "(Thread|TimeUnit\\.[A-Z]+|MICROSECONDS|MILLISECONDS|SECONDS|NANOSECONDS)\\s*\\.sleep\\(|\\bparkNanos\\(|\\bparkUntil\\(");
    /// Fakes of slow platforms and of faulty adapters: that they pause half-way is what they are for. No test waits by it.
    private static final Set<String> SLOW = Set.of(
            "adapters/testkit/src/test/java/dev/botyard/testkit/echo/FlawedAdapter.java",
            "adapters/testkit/src/main/java/dev/botyard/testkit/onebot/SimulatedAnswers.java",
            "adapters/testkit/src/main/java/dev/botyard/testkit/onebot/WireSocket.java",
            "adapters/testkit/src/main/java/dev/botyard/testkit/FaultyWire.java");
    private static final List<Path> SOURCES = new ArrayList<>();

    /// Where a module has parameters of its own, they take the place of those of the root.
    @Test
    void aTestThatHangsEndsInEveryModule() throws IOException {
        assertTrue(Files.readString(ROOT.resolve("pom.xml")).contains("junit.jupiter.execution.timeout.default = "));
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            List<Path> poms = files.filter(file -> file.endsWith("pom.xml") && !file.toString().contains("target")).toList();
            assertTrue(poms.size() > 9, poms::toString);
            for (Path pom : poms) {
                String text = Files.readString(pom);
                assertEquals(text.contains("<configurationParameters>"), text.contains("${test.ends}"), pom.toString());
            }
        }
    }

    @BeforeAll
    static void find() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return !folder.equals(ROOT) && (name.startsWith(".") || FOREIGN.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (SOURCE.matcher(file.getFileName().toString()).matches()) {
                    SOURCES.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(SOURCES.size() > 500, "the sources are looked for in the wrong place: " + ROOT);
    }

    @Test
    void noFileIsLongerThanOneCanRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : SOURCES) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGER.getOrDefault(name(file), MOST_LINES)) {
                tooLong.add(name(file) + ": " + lines);
            }
        }
        assertEquals(List.of(), tooLong, "split them by what they do");
    }

    @Test
    void everyPackageSaysItsJob() throws IOException {
        Set<String> silent = new TreeSet<>();
        for (Path file : SOURCES) {
            if (name(file).contains("/src/main/java/")) {
                Path words = file.resolveSibling("package-info.java");
                if (!Files.exists(words) || !Files.readString(words).startsWith("///")) {
                    silent.add(name(file.getParent()));
                }
            }
        }
        assertEquals(Set.of(), silent, "say in package-info.java what they are for");
    }

    @Test
    void noTestSleeps() throws IOException {
        List<String> sleepers = new ArrayList<>();
        for (Path file : SOURCES) {
            String name = name(file);
            boolean test = name.contains("/src/test/") || name.startsWith("adapters/testkit/");
            if (test && name.endsWith(".java") && !SLOW.contains(name) && SLEEP.matcher(Files.readString(file)).find()) {
                sleepers.add(name);
            }
        }
        assertEquals(List.of(), sleepers, "wait for what is to happen, with Awaitility or a latch");
    }

    /// An adapter that names all components would not compile any more when a later version asks for another.
    @Test
    void adaptersBuildWhatMayGrow() throws IOException {
        Pattern positional = Pattern.compile("\\bnew (AccountProfile|Member|PaymentEvent|Person|Limits|MediaFormats)\\(");
        List<String> builders = new ArrayList<>();
        for (Path file : SOURCES) {
            String name = name(file);
            boolean adapter = name.matches("adapters/[^/]+/src/main/.*") || name.contains("/templates/adapter/");
            if (adapter && name.endsWith(".java") && positional.matcher(Files.readString(file)).find()) {
                builders.add(name);
            }
        }
        assertEquals(List.of(), builders, "use of(…) and what is known besides");
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
