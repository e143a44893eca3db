package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One account's file, and how it comes to be.
class AccountFileTest {
    @TempDir
    private Path home;
    private AccountFolder folder;
    private YamlReader reader;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(home.resolve("accounts"));
        reader = new YamlReader(home, new References(home, Map.of(), new Secrets()));
        folder = new AccountFolder(home.resolve("accounts"), reader);
    }

    private List<String> problems(String id, String text) {
        return folder.draft(id, text).problems().stream().map(ConfigProblem::toString).toList();
    }

    private AccountFile account(String text) {
        Reading<AccountFile> reading = folder.draft("a", text);
        assertEquals(List.of(), reading.problems());
        return reading.value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1", "bot_qq.ops-1", "1", "x234567890123456789012345678901234567890123456789012345678901234"})
    void anIdIsLettersDigitsAndAFewSigns(String id) {
        assertEquals(List.of(), problems(id, "im: qq\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_a", "-a", ".a", "a b", "茶", "a'b",
        "x2345678901234567890123456789012345678901234567890123456789012345"})
    void whatCannotBeAnIdIsNamed(String id) {
        List<String> said = problems(id, "im: qq\n");
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.getFirst().startsWith(
                        "accounts/" + id + ".yaml: the file's name is the account's id, and '" + id + "' cannot be one"),
                said.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/b", "/a", "..\\\\..", ""})
    void aDraftStaysInItsFolder(String id) {
        if (id.contains("/")) {
            assertThrows(IllegalArgumentException.class, () -> folder.draft(id, "im: qq\n"));
        } else {
            assertFalse(folder.draft(id, "im: qq\n").ok());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {"im: qq | ##", "im: QQ | ##", "im: my-im_2 | ##",
        "alias: x | an account needs the IM type it belongs to, such as 'im: qq'.",
        "im: | an account needs the IM type it belongs to, such as 'im: qq'.",
        "im: a b | 'a b' is not an IM type; expected letters and digits, such as qq. ",
        "im: -a | '-a' is not an IM type; expected letters and digits, such as qq. ",
        "im: FAKE | 'fake' marks runs without a chat; it cannot have accounts. "})
    void anAccountBelongsToAnIm(String text, String problem) {
        assertEquals(problem.isEmpty() ? List.of() : List.of(problem), folder.draft("a", text + "\n").problems().stream()
                .map(ConfigProblem::message).toList());
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        AccountFile account = account("im: qq\n");
        assertEquals("a qq   true false 100", String.join(" ", account.id(), account.im(), account.adapter(), account.alias(),
                "" + account.enabled(), "" + account.preferred(), "" + account.order()));
        assertEquals(Map.of(), account.config().fields());
        assertEquals("im", account.choice().key());
        assertEquals("adapter", account("im: qq\nadapter: onebot11\n").choice().key());
    }

    @Test
    void theHostsOwnSettingMayStandBesideTheAdaptersOrAmongThem() {
        assertEquals(Set.of("allow_anybody"), account("im: qq\nallow_anybody: true\n").config().fields().keySet());
        assertEquals(Set.of("url", "allow_anybody"),
                account("im: qq\nallow_anybody: true\nconfig: { url: x }\n").config().fields().keySet());
        YamlNode beside = account("im: qq\nallow_anybody: yes\nconfig: { allow_anybody: no }\n").config().fields()
                .get("allow_anybody");
        assertEquals("yes", ((YamlNode.YamlScalar) beside).text());
    }

    @Test
    void aProxyOfItsOwnIsToldToTheHostAloneAndShownToNobody() {
        AccountFile account = account("im: qq\nproxy: http://ann:hidden@p:1\n");
        assertEquals("http://ann:hidden@p:1", account.terms().proxy());
        assertEquals(Map.of(), account.config().fields());
        assertFalse((account + " " + account.terms()).contains("hidden"), account.terms()::toString);
        assertEquals("a *** b", Secrets.process().mask("a hidden b"), "nor where it stands alone");
        assertEquals("none", account("im: qq\nproxy: NONE\n").terms().proxy());
    }

    @Test
    void allThatIsWrongIsToldInItsOrder() {
        assertEquals(List.of("accounts/a.yaml:2: order: ", "accounts/a.yaml:3: enabeld: ", "accounts/a.yaml:4: config: "),
                problems("a", "im: qq\norder: first\nenabeld: true\nconfig: [1]\n").stream()
                        .map(line -> line.replaceFirst("(: [a-z]+: ).*", "$1")).toList());
    }

    @Test
    void ofAFileThatIsNoYamlNothingElseIsTold() {
        List<String> said = problems("a", "im: [qq\n");
        assertEquals(1, said.size(), said::toString);
    }

    @Test
    void nothingOfItsValuesIsShown() {
        assertEquals("AccountFile[a, im=qq]", account("im: qq\nconfig: { access_token: hidden }\n").toString());
    }

    @Test
    void aNewAccountsFileIsForThisUserAloneAndReplacesNone() throws IOException {
        folder.create("new", "im: qq\n\n\n");
        Path file = home.resolve("accounts/new.yaml");
        assertEquals("im: qq\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertThrows(FileAlreadyExistsException.class, () -> folder.create("new", "im: web\n"));
        Files.createFile(home.resolve("accounts/other.yml"));
        assertThrows(FileAlreadyExistsException.class, () -> folder.create("other", "im: web\n"));
        assertFalse(Files.exists(home.resolve("accounts/other.yaml")));
    }

    @Test
    void aLinkThatLeadsNowhereIsAnAccountThatCannotBeRead() throws IOException {
        Files.createSymbolicLink(home.resolve("accounts/l.yaml"), home.resolve("gone"));
        AccountFolder.Contents contents = folder.read(im -> im, Map.of());
        assertEquals(Set.of("l"), contents.broken());
        assertTrue(contents.problems().getFirst().message().startsWith("it is a symbolic link to "),
                contents.problems()::toString);
    }

    @Test
    void aFileInThePlaceOfTheFolderMeansNoAccounts() throws IOException {
        AccountFolder none = new AccountFolder(Files.createFile(home.resolve("file")), reader);
        AccountFolder.Contents contents = none.read(im -> im, Map.of());
        assertEquals("0 true", contents.accounts().size() + " " + contents.listed());
    }

    @Test
    void aBrokenFileIsKeptAsFarAsItCouldBeRead() throws IOException {
        Files.writeString(home.resolve("accounts/a.yaml"), "im: qq\norder: first\n");
        Files.writeString(home.resolve("accounts/b.yaml"), "{{{");
        AccountFolder.Contents contents = folder.read(im -> im, Map.of());
        assertEquals(List.of("a"), contents.doubtful().stream().map(AccountFile::id).toList());
        assertEquals(Set.of("a", "b"), contents.broken());
        assertEquals(List.of(), contents.accounts());
    }

    @Test
    void variablesAreNotedThoughTheFileIsBroken() throws IOException {
        Files.writeString(home.resolve("accounts/b.yaml"), "{{{ ${env:HIDDEN_ONE}");
        folder.noteVariables();
        assertEquals(Set.of("HIDDEN_ONE"), reader.sources().variables());
    }
}
