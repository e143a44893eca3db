package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFolderTest {
    @TempDir
    private Path home;
    private AccountFolder folder;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectory(home.resolve("accounts"));
        folder = new AccountFolder(home.resolve("accounts"), new YamlReader(home, new References(home, Map.of(), new Secrets())));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve("accounts").resolve(name), text);
    }

    private AccountFolder.Contents read(Map<String, String> defaults) {
        return folder.read(im -> im.equals("wx") ? "weixin" : im, defaults);
    }

    private static List<String> sentences(AccountFolder.Contents contents) {
        return contents.problems().stream().map(ConfigProblem::toString).toList();
    }

    private static Set<String> preferred(AccountFolder.Contents contents) {
        return contents.accounts().stream().filter(AccountFile::preferred).map(AccountFile::id).collect(Collectors.toSet());
    }

    @Test
    void readsAnAccount() throws IOException {
        write("bot_qq.ops.yaml",
                "im: qq\nadapter: onebot11\nalias: Ops\ndefault: true\norder: 10\nconfig:\n  mode: reverse-ws\n  self_id: 98765432109876543210\n");
        write("quiet.yml", "im: web\nenabled: false\n");
        write("notes.txt", "not an account");
        write(".hidden.yaml", "{{{");
        AccountFolder.Contents contents = read(Map.of());
        assertEquals(List.of(), sentences(contents));
        AccountFile ops = contents.accounts().getFirst();
        assertEquals("bot_qq.ops qq onebot11 Ops true true 10",
                String.join(" ", ops.id(), ops.im(), ops.adapter(), ops.alias(), "" + ops.enabled(), "" + ops.preferred(),
                        "" + ops.order()));
        YamlNode.YamlScalar self = (YamlNode.YamlScalar) ops.config().fields().get("self_id");
        assertEquals("98765432109876543210", self.text());
        assertEquals("accounts/bot_qq.ops.yaml:8: config.self_id: wrong.", self.problem("wrong.").toString());
        AccountFile quiet = contents.accounts().getLast();
        assertEquals("quiet false false 100",
                String.join(" ", quiet.id(), "" + quiet.enabled(), "" + quiet.preferred(), "" + quiet.order()));
    }

    @Test
    void accountsThatDifferByCaseAloneAreToldAndBothRun() throws IOException {
        write("Bot.yaml", "im: qq\n");
        write("bot.yml", "im: qq\n");
        AccountFolder.Contents contents = read(Map.of());
        String sentence = ": the accounts 'Bot' and 'bot' are one name for file systems of macOS and Windows, which do not tell"
                + " large from small letters; rename one of the files.";
        assertEquals(List.of("accounts/Bot.yaml" + sentence, "accounts/bot.yml" + sentence), sentences(contents));
        assertEquals(List.of("Bot", "bot"), contents.accounts().stream().map(AccountFile::id).sorted().toList());
    }

    @Test
    void aSecondOneThatDiffersByCaseAloneIsNotMade() throws IOException {
        write("bot.yaml", "im: qq\n");
        String said = assertThrows(IllegalArgumentException.class, () -> folder.create("BOT", "im: qq\n")).getMessage();
        assertTrue(said.startsWith("the accounts 'BOT' and 'bot' are one name") && said.endsWith("; choose another id"), said);
        assertEquals(Set.of("bot"), folder.ids());
    }

    @Test
    void charactersThatNobodySeesAreNamed() throws IOException {
        write("bot\u200b.yaml", "im: qq\n");
        write("ops.yaml", "im: qq\nalias: \"Ops\\u202Egnp\"\n");
        assertEquals(List.of(
                "accounts/bot\u200b.yaml: the file's name is the account's id, and 'bot\\u200b' cannot be one; it has"
                        + " U+200B (ZERO WIDTH SPACE), which nobody sees; use up to 64 letters, digits, '.', '_' and '-', beginning with"
                        + " a letter or digit.",
                "accounts/ops.yaml:2: alias: 'Ops\\u202egnp' has U+202E (RIGHT-TO-LEFT OVERRIDE), which nobody sees; take it"
                        + " out."),
                sentences(read(Map.of())));
    }

    @Test
    void reportsAllProblemsOfAllFilesAndKeepsTheGoodOnes() throws IOException {
        write("good.yaml", "im: qq\n");
        write("one.yaml", "im: [qq]\nenabled: maybe\nordr: 3\nconfig: text\n");
        write("two.yaml", "alias: x\n");
        write("three.yaml", "im: qq\n  bad: x\n");
        write("four.yaml", "im: fake\n");
        write("-bad name.yaml", "im: qq\n");
        write("five.yaml", "im: qq\nconfig: { token: '${env:NOT_SET}' }\n");
        AccountFolder.Contents contents = read(Map.of());
        assertEquals(List.of("good"), contents.accounts().stream().map(AccountFile::id).toList());
        assertEquals(Set.of("one", "two", "three", "four", "five", "-bad name"), contents.broken());
        String all = String.join("\n", sentences(contents));
        for (String expected : List.of("accounts/one.yaml:1: im: expected text, found a list.",
                "accounts/one.yaml:2: enabled: expected true or false, found 'maybe'.",
                "accounts/one.yaml:3: ordr: there is no such setting. Did you mean 'order'?",
                "accounts/one.yaml:4: config: expected keys with values, found one value.",
                "accounts/two.yaml:1: im: an account needs the IM type",
                "accounts/three.yaml:2: this is not valid YAML", "accounts/four.yaml:1: im: 'fake'",
                "accounts/-bad name.yaml: the file's name",
                "accounts/five.yaml:2: config.token: the environment variable 'NOT_SET' is not set")) {
            assertTrue(all.contains(expected), () -> expected + "\nnot in\n" + all);
        }
        assertEquals(9, contents.problems().size(), all);
    }

    @Test
    void reportsTwoDefaultsOfOneImAndLetsTheEarlierOneStand() throws IOException {
        write("a.yaml", "im: weixin\ndefault: true\n");
        write("b.yaml", "im: wx\norder: 1\ndefault: true\n");
        write("c.yaml", "im: wx\n");
        write("q.yaml", "im: qq\ndefault: true\n");
        AccountFolder.Contents contents = read(Map.of("weixin", "b"));
        assertEquals(List.of("accounts/a.yaml:2", "accounts/b.yaml:3"),
                contents.problems().stream().map(problem -> problem.file() + ":" + problem.line()).toList());
        assertTrue(sentences(contents).getFirst().contains("a.yaml and b.yaml"), sentences(contents).getFirst());
        assertEquals(Set.of("b", "q"), preferred(contents));
        assertEquals(Set.of("c", "q"), preferred(read(Map.of("weixin", "c"))));
        assertEquals(Set.of("q"), preferred(read(Map.of())));
    }

    @Test
    void takesNeitherOfTwoFilesWithOneId() throws IOException {
        write("a.yaml", "im: qq\n");
        write("a.yml", "im: web\n");
        AccountFolder.Contents contents = read(Map.of());
        assertEquals(List.of(), contents.accounts());
        assertEquals(Set.of("a"), contents.broken());
        assertEquals(2, contents.problems().size());
        assertTrue(sentences(contents).getFirst().contains("a.yaml and a.yml"));
    }

    @Test
    void takesAMissingFolderAsEmpty() throws IOException {
        Files.delete(home.resolve("accounts"));
        assertEquals(List.of(), read(Map.of()).accounts());
        assertTrue(read(Map.of()).listed());
    }
}
