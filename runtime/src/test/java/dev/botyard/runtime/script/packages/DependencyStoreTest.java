package dev.botyard.runtime.script.packages;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.plugin.PluginEnvironments.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sets of packages, installed by a small program that only notes what it was asked for. It fails for `nothing-there`.
class DependencyStoreTest {
    @TempDir
    private Path folder;
    private Path root;
    private Path log;
    private Path tool;
    private List<String> shared = List.of();
    private boolean readyMade;
    private final AtomicInteger changed = new AtomicInteger();
    private DependencyStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("packages");
        log = folder.resolve("log");
        tool = Files.writeString(folder.resolve("tool"), """
                #!/bin/sh
                echo "$@" >> %s
                echo "$TEA $PWD" > environment
                test -e %s && case "$*" in *lxml*) echo "ERROR: no wheel for this machine"; exit 1;; esac
                case "$*" in *nothing-there*) echo "ERROR: no such package"; exit 1;; esac
                """.formatted(log, folder.resolve("odd")));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        store = store(tool.toString());
    }

    private DependencyStore store(String command) {
        return new DependencyStore(root, language -> new Installer(language, command, false), manager -> shared,
                () -> Map.of("TEA", "green", "PATH", System.getenv("PATH")), () -> readyMade);
    }

    private static PluginDependency pip(String name, String version) {
        return new PluginDependency(1, name, "pip", version);
    }

    private State of(PluginDependency... wanted) {
        return store.of(Language.PYTHON, List.of(wanted), changed::incrementAndGet);
    }

    /// The state when no installation is under way.
    private State settled(PluginDependency... wanted) {
        await().until(() -> !of(wanted).installing());
        return of(wanted);
    }

    private int installations() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private long folders() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.count();
        }
    }

    @Test
    void whoeverNeedsNothingIsReadyAtOnce() throws IOException {
        assertEquals(State.ready(List.of(), List.of()), of());
        assertEquals(0, installations());
    }

    @Test
    void aSetIsInstalledOnceAndToldWhenItIsThere() throws Exception {
        State first = of(pip("tea", "1.2"), pip("milk", ""));
        assertEquals("its packages are being installed: milk, tea==1.2", first.problem());
        assertTrue(first.installing());
        await().until(() -> changed.get() == 1);
        State there = of(pip("milk", ""), pip("tea", "1.2"), pip("milk", ""));
        assertEquals("", there.problem());
        assertTrue(Files.isDirectory(there.paths().getFirst()) && there.paths().getFirst().startsWith(root), there::toString);
        assertEquals(1, installations(), "the order does not matter, nor does saying it twice");
        assertTrue(Files.readString(log).strip().endsWith(" milk tea==1.2"), Files.readString(log));
    }

    @Test
    void theReadyMadeListIsASetOfItsOwnThatIsInstalledOnce() throws Exception {
        readyMade = true;
        assertTrue(of().installing());
        State there = settled();
        assertEquals(1, there.paths().size());
        assertTrue(Files.readString(log).contains(" Pillow ") && Files.readString(log).contains(" lxml "), Files.readString(log));
        assertEquals(2, settled(pip("tea", "1")).paths().size());
        assertEquals(2, installations());
    }

    /// The whole does not go, so its halves are tried, and theirs.
    @Test
    void ofTheReadyMadeListAllIsThereButWhatCannotBeInstalled() throws Exception {
        readyMade = true;
        Files.createFile(folder.resolve("odd"));
        State there = settled();
        assertEquals("", there.problem());
        assertTrue(there.paths().size() > 1 && there.paths().stream().allMatch(Files::isDirectory), there::toString);
        List<String> provided = store.readyMade(Language.PYTHON);
        assertTrue(provided.contains("requests") && provided.contains("Pillow") && !provided.contains("lxml"),
                provided::toString);
        assertEquals(provided, ReadyMade.provided(root, Language.PYTHON), "who checks without a host knows the same");
        int tried = installations();

        store = store(tool.toString());
        assertEquals(there.paths(), of().paths(), "the next start has them at once");
        await("it is tried once more").until(() -> installations() == tried + 1);
        assertEquals(there.paths(), of().paths());

        Files.delete(folder.resolve("odd"));
        store.retry();
        of();
        await("it is there").until(() -> changed.get() > 1);
        assertEquals(there.paths().size() + 1, of().paths().size());
        assertTrue(store.readyMade(Language.PYTHON).contains("lxml"));
        assertEquals(tried + 2, installations());
    }

    @Test
    void aReadyMadeListOfWhichNothingGoesIsLeftAloneSoon() throws Exception {
        readyMade = true;
        Files.writeString(tool, "#!/bin/sh\necho \"$@\" >> " + log + "\necho 'ERROR: no network'; exit 1\n");
        assertEquals(List.of(), settled().paths());
        assertTrue(installations() < 12, () -> "a source that is away is not asked for each package");
        assertEquals(List.of(), store.readyMade(Language.PYTHON), "nobody has any of it");
        int tried = installations();
        store = store(tool.toString());
        settled();
        assertTrue(installations() > tried, "the next start tries it anew");
    }

    @Test
    void anotherVersionIsAnotherSet() throws Exception {
        State one = settled(pip("tea", "1"));
        State two = settled(pip("tea", "2"));
        assertNotEquals(one.paths(), two.paths());
        assertEquals(2, installations());
    }

    @Test
    void whatIsInstalledIsThereAfterTheNextStart() throws Exception {
        State first = settled(pip("tea", ""));
        store = store(tool.toString());
        assertEquals(first, of(pip("tea", "")));
        assertEquals(1, installations());
    }

    @Test
    void aFailureIsToldWithTheToolsWordsAndLeavesNothingBehind() throws Exception {
        State failed = settled(pip("nothing-there", ""));
        assertEquals("pip could not install nothing-there: no such package", failed.problem());
        await().until(() -> changed.get() == 1);
        assertEquals(0, folders());
        assertEquals(1, installations(), "it is not tried again for each look");
    }

    @Test
    void packagesOfOtherManagersAreNotThisOnes() throws IOException {
        assertEquals("", of(new PluginDependency(1, "left-pad", "npm", ""), new PluginDependency(2, "x", "go", "")).problem());
        assertEquals(0, installations());
    }

    @Test
    void whatAllMayImportComesWithWhatOneNeeds() throws Exception {
        shared = List.of("requests");
        State state = settled(pip("tea", ""));
        assertEquals(2, state.paths().size());
        assertEquals(1, settled().paths().size());
    }

    @Test
    void packagesForAllThatCannotBeInstalledStopNobody() throws Exception {
        shared = List.of("nothing-there");
        State state = settled(pip("tea", ""));
        assertEquals("", state.problem());
        assertEquals(1, state.paths().size());
    }

    @Test
    void aRunMayAskForAPackageAndWaitsForIt() throws Exception {
        List<Path> paths = store.ensure(Language.PYTHON, "tea", "1");
        assertTrue(Files.isDirectory(paths.getFirst()));
        assertEquals(paths, store.ensure(Language.PYTHON, "tea", "1"));
        assertEquals(paths, settled(pip("tea", "1")).paths(), "a header gets the same");
        assertEquals(1, installations());
        assertEquals("node_modules", store.ensure(Language.JAVASCRIPT, "tea", "").getFirst().getFileName().toString());
    }

    @Test
    void manyRunsThatAskForTheSameWaitForOneInstallation() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Path> paths = new CopyOnWriteArrayList<>();
        List<Thread> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(Thread.startVirtualThread(() -> {
                try {
                    go.await();
                    paths.addAll(store.ensure(Language.PYTHON, "tea", ""));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        go.countDown();
        for (Thread run : runs) {
            run.join();
        }
        assertEquals(8, paths.size());
        assertEquals(1, paths.stream().distinct().count());
        assertEquals(1, installations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r/etc/passwd", "--index-url=http://evil", "tea\nmilk", "tea\u0000"})
    void whatIsAnOptionAndNoPackageNeverReachesTheTool(String name) throws IOException {
        String told = assertThrows(InstallFailedException.class, () -> store.ensure(Language.PYTHON, name, "")).getMessage();
        assertEquals("'" + name + "' is not the name of a package", told);
        assertFalse(settled(pip(name, "")).problem().isEmpty());
        assertEquals(0, installations());
    }

    @Test
    void aToolThatIsNotThereIsNamedWithItsSetting() {
        store = store("/no/such/tool");
        String told = assertThrows(InstallFailedException.class, () -> store.ensure(Language.PYTHON, "tea", "")).getMessage();
        assertEquals("pip could not install tea: '/no/such/tool' cannot be run: there is no such program;"
                + " install it or name it in botyard.yaml under plugins.python", told);
    }

    @Test
    void theToolGetsWhatChildrenMayKnowAndWorksInTheFolder() throws Exception {
        Path there = store.ensure(Language.PYTHON, "tea", "").getFirst();
        assertTrue(Files.readString(there.resolve("environment")).startsWith("green " + root), "its own environment");
    }

    @Test
    void rangesAndExactVersionsAreWrittenAsEachToolWantsThem() {
        Installer pip = new Installer(Language.PYTHON, "python3", false);
        Installer npm = new Installer(Language.JAVASCRIPT, "npm", false);
        assertEquals("tea==1.2 tea>=2,<3 tea", String.join(" ", pip.requirement("tea", "1.2"), pip.requirement("tea", ">=2,<3"),
                pip.requirement("tea", " ")));
        assertEquals("tea@1.2 @s/tea@^2 tea", String.join(" ", npm.requirement("tea", "1.2"), npm.requirement("@s/tea", "^2"),
                npm.requirement("tea", "")));
    }
}
