package dev.botyard.runtime;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.config.AccountSettings;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountState;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts follow their files. The adapters are real jars that do nothing.
class HostAccountsTest {
    @TempDir
    private Path folder;
    private PlayedAccounts played;
    private HomeFolder home;
    private AccountRegistry registry;
    private HostAccounts accounts;

    @BeforeEach
    void open() throws Exception {
        played = new PlayedAccounts(folder);
        home = played.home;
        registry = played.registry;
        accounts = played.accounts;
    }

    @AfterEach
    void close() throws InterruptedException {
        played.close();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(home.accounts().resolve(name), text);
        accounts.apply();
    }

    private static AccountForm form(String... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new AccountForm(values, Map.of());
    }

    private String read(String name) throws Exception {
        return Files.readString(home.accounts().resolve(name));
    }

    private List<String> problems() {
        return accounts.problems().stream().map(ConfigProblem::toString).toList();
    }

    private AccountState state(String id) {
        return registry.snapshot().find(id).map(Account::status).orElseThrow().state();
    }

    @Test
    void aFileIsAnAccountUntilItGoes() throws Exception {
        write("a.yaml", "im: sample\nalias: Ops\n");
        await().until(() -> state("a") == AccountState.ONLINE);
        assertEquals("Ops", registry.snapshot().find("a").orElseThrow().spec().alias());
        assertEquals(List.of(), problems());
        Files.delete(home.accounts().resolve("a.yaml"));
        accounts.apply();
        assertEquals(List.of("web"), played.ids());
    }

    @Test
    void aFileWithAMistakeKeepsWhatRan() throws Exception {
        write("a.yaml", "im: sample\norder: 7\n");
        write("a.yaml", "im: sample\norder: first\n");
        assertEquals(7, registry.snapshot().find("a").orElseThrow().spec().order());
        assertEquals(1, problems().size(), this::told);
        assertTrue(problems().getFirst().startsWith("accounts/a.yaml:2: order: "), this::told);
        write("a.yaml", "im: sample\norder: 9\n");
        assertEquals(9, registry.snapshot().find("a").orElseThrow().spec().order());
        assertEquals(List.of(), problems());
    }

    private String told() {
        return String.join("\n", problems());
    }

    @Test
    void anImThatNoAdapterServesIsTold() throws Exception {
        write("a.yaml", "im: smaple\n");
        assertEquals("accounts/a.yaml:1: im: no adapter for 'smaple' is loaded; put its jar into the home's adapters folder.",
                told());
    }

    @Test
    void anAliasOfTheSettingsIsTheIm() throws Exception {
        Files.writeString(home.settingsFile(), "aliases: { smp: sample }\n");
        played.configuration.read();
        write("a.yaml", "im: SMP\n");
        assertEquals("sample", registry.snapshot().find("a").orElseThrow().im());
    }

    @Test
    void aNameOfAnotherHostStaysTheAccountsWhereItsAdapterServesThatName() throws Exception {
        write("a.yaml", "im: kk\nadapter: sample\n");
        assertEquals("kook", registry.snapshot().find("a").orElseThrow().im(), "it does not serve kk");
        assertEquals(List.of(), accounts.create("b", form("im", "dd")), "one that serves dd");
        assertEquals("dd", registry.snapshot().find("b").orElseThrow().im());
        assertEquals("dd", played.configuration.settings().canonical("DD"));
        write("b.yaml", "im: sample\n");
        assertEquals("dingtalk", played.configuration.settings().canonical("dd"));
    }

    /// So that a new host has somebody to talk to.
    @Test
    void theWebChatIsThereUntilAFileSpeaksOfIt() throws Exception {
        accounts.apply();
        assertEquals(List.of("web"), played.ids());
        assertTrue(registry.snapshot().preferred("web").isPresent());
        write("mine.yaml", "im: web\n");
        assertEquals(List.of("mine"), played.ids());
        Files.delete(home.accounts().resolve("mine.yaml"));
        write("web.yaml", "im: web\nenabled: false\n");
        assertEquals(List.of("web"), played.ids());
        assertEquals(AccountState.DISABLED, state("web"));
        write("web.yaml", "im: web\nenabled: perhaps\n");
        assertEquals(AccountState.DISABLED, state("web"), "a broken file of that name speaks of it too");
    }

    @Test
    void aNewAccountIsWrittenAndStarted() throws Exception {
        assertEquals(List.of(), accounts.create("new", form("im", "sample")));
        await().until(() -> state("new") == AccountState.ONLINE);
        assertTrue(Files.readString(home.accounts().resolve("new.yaml")).endsWith("im: sample\n"));
        assertThrows(FileAlreadyExistsException.class, () -> accounts.create("new", form("im", "sample")));
    }

    @Test
    void aDraftWithMistakesIsNotWritten() throws Exception {
        assertEquals(List.of("order: expected a whole number from -1000000 to 1000000, found 'first'."),
                accounts.create("new", form("im", "sample", "order", "first")));
        List<String> unknown = accounts.create("new", new AccountForm(Map.of("im", "sample"), Map.of("colour", "red")));
        assertTrue(unknown.size() == 1 && unknown.getFirst().startsWith("config.colour: there is no such setting."),
                unknown::toString);
        assertFalse(accounts.create("new", form("im", "telegram")).isEmpty());
        try (Stream<Path> files = Files.list(home.accounts())) {
            assertEquals(List.of(), files.toList());
        }
        assertEquals(List.of(), played.ids());
    }

    @Test
    void twoThatClaimToBeTheDefaultAreToldAndNeitherIsIt() throws Exception {
        Files.writeString(home.accounts().resolve("a.yaml"), "im: sample\ndefault: true\n");
        write("b.yaml", "im: sample\ndefault: true\n");
        assertEquals(2, problems().size(), this::told);
        assertTrue(registry.snapshot().preferred("sample").isEmpty());
        Files.delete(home.accounts().resolve("a.yaml"));
        accounts.apply();
        assertEquals("b", registry.snapshot().preferred("sample").orElseThrow().id().value());
        write("c.yaml", "im: sample\ndefault: true\n");
        assertEquals("b", registry.snapshot().preferred("sample").orElseThrow().id().value(), "what held before goes on");
    }

    @Test
    void anAccountIsChangedWhereItStandsAndNothingElseIs() throws Exception {
        write("a.yaml", "# mine\nim: sample   # the first\n\n# speaks last\norder: 7\n");
        assertEquals(List.of(), accounts.change("a", form("order", "9", "alias", "Ops")));
        assertEquals("# mine\nim: sample   # the first\nalias: Ops\n\n# speaks last\norder: 9\n", read("a.yaml"));
        assertEquals("9 Ops", registry.snapshot().find("a").orElseThrow().spec().order() + " "
                + registry.snapshot().find("a").orElseThrow().spec().alias());
        assertEquals(List.of(), accounts.change("a", form("order", null)));
        assertEquals(100, registry.snapshot().find("a").orElseThrow().spec().order());
    }

    @Test
    void aChangeWithMistakesTellsThemAllAndChangesNothing() throws Exception {
        String before = "im: sample\norder: 7\n";
        write("a.yaml", before);
        List<String> wrong = accounts.change("a",
                new AccountForm(Map.of("order", "first", "alais", "Ops"), Map.of("colour", "red")));
        String all = String.join("\n", wrong);
        assertEquals(3, wrong.size(), all);
        assertTrue(all.contains("order: expected a whole number") && all.contains("Did you mean 'alias'?")
                && all.contains("config.colour: there is no such setting."), all);
        assertEquals(before, read("a.yaml"));
        assertEquals(7, registry.snapshot().find("a").orElseThrow().spec().order());
        write("b.yaml", "im: sample\ndefault: true\n");
        assertTrue(
                accounts.change("a", form("default", "true")).getFirst().startsWith("default: the default account of 'sample'"));
    }

    @Test
    void aBrokenFileIsLeftToWhoWroteIt() throws Exception {
        write("a.yaml", "im: sample\n  x: [\n");
        List<String> wrong = accounts.change("a", form("alias", "Ops"));
        assertTrue(wrong.size() == 1 && wrong.getFirst().startsWith("accounts/a.yaml:2: this is not valid YAML"),
                wrong::toString);
        assertEquals("im: sample\n  x: [\n", read("a.yaml"));
        // A mistake in a value is mended by another one.
        write("a.yaml", "im: sample\norder: first\n");
        assertEquals(List.of(), accounts.change("a", form("order", "3")));
        assertEquals("im: sample\norder: 3\n", read("a.yaml"));
    }

    @Test
    void theAccountWithoutAFileGetsOne() throws Exception {
        accounts.apply();
        assertEquals(List.of(), accounts.change("web", form("alias", "House")));
        assertTrue(read("web.yaml").contains("im: web\nalias: House\n"), read("web.yaml"));
        assertEquals(List.of("web"), played.ids());
    }

    @Test
    void aCopyIsAnAccountOfItsOwn() throws Exception {
        write("a.yaml", "# mine\nim: sample\ndefault: true\nalias: Ops\n");
        assertEquals(List.of(), accounts.copy("a", "b", form("alias", "Second")));
        assertTrue(read("b.yaml").endsWith("# mine\nim: sample\nalias: Second\n"), read("b.yaml"));
        assertEquals(List.of("a", "b"), played.ids().stream().filter(id -> !id.equals("web")).toList());
        assertThrows(FileAlreadyExistsException.class, () -> accounts.copy("a", "b", form()));
    }

    @Test
    void aRemovedAccountStopsAndItsFileIsKeptBeside() throws Exception {
        write("a.yml", "im: sample\n");
        assertEquals(Path.of("accounts/a.yml.removed"), accounts.remove("a"));
        assertEquals(List.of("web"), played.ids());
        assertEquals("im: sample\n", read("a.yml.removed"));
        assertThrows(NoSuchFileException.class, () -> accounts.remove("a"));
        write("a.yaml", "im: sample\n");
        write("a.yml", "im: sample\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> accounts.remove("a")).getMessage().contains("two files"));
    }

    @Test
    void theFormSaysWhatStandsInTheFile() throws Exception {
        write("a.yaml", "im: sample\norder: 7\n");
        AccountSettings form = accounts.settings("a");
        assertEquals("a accounts/a.yaml sample []",
                String.join(" ", form.id(), form.file(), form.adapter(), form.problems().toString()));
        assertEquals("7 accounts/a.yaml:2", form.settings().stream().filter(row -> row.setting().key().equals("order"))
                .map(row -> row.value() + " " + row.source()).findFirst().orElseThrow());
    }
}
