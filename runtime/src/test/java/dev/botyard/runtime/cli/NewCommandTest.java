package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HostDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written for people to start from.
class NewCommandTest {
    private static final String ADAPTERS = """
            {"adapters": [
              {"id": "one", "name": "One", "im_types": ["qq"], "settings": [
                {"key": "mode", "type": "choice", "label": "Mode", "default": "a", "choices": ["a", "b"]}]},
              {"id": "two", "name": "Two", "im_types": ["qq", "wx"], "settings": []},
              {"id": "any", "name": "Any", "im_types": [], "settings": [
                {"key": "quote", "type": "text", "label": "Quote", "default": "a\\"b\\\\c"},
                {"key": "list", "type": "list", "label": "List", "default": ""},
                {"key": "only", "type": "integer", "label": "Only", "default": "", "only_if": {"key": "quote", "values": ["x", "y"],
                 "refused": true}}]}]}
            """;

    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(home);
        terminal.host.on("GET /adapters", 200, ADAPTERS);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private String read(String file) throws IOException {
        return Files.readString(home.resolve(file));
    }

    @Test
    void nothingIsWrittenBesideANameThatDiffersByCaseAlone() throws IOException {
        Files.createDirectories(home.resolve("plugins"));
        Files.writeString(home.resolve("plugins/Hello.py"), "");
        Said plugin = terminal.alone("new", "plugin", "hello");
        assertEquals(1, plugin.code());
        assertTrue(plugin.err().contains("'hello.py' and 'Hello.py' are one name"), plugin.err());
        Files.createDirectories(home.resolve("accounts"));
        Files.writeString(home.resolve("accounts/BOT.yaml"), "im: qq\n");
        Said account = terminal.say("new", "account", "wx", "bot");
        assertEquals(1, account.code());
        assertTrue(account.err().contains("'bot.yaml' and 'BOT.yaml' are one name"), account.err());
        assertFalse(Files.exists(home.resolve("accounts/bot.yaml")) || Files.exists(home.resolve("plugins/hello.py")));
    }

    @Test
    void aNameWithWhatNobodySeesIsRefusedWithTheCharacter() {
        Said said = terminal.alone("new", "plugin", "hel\u200blo");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("'hel\\u200blo' cannot be the name of a plugin here; it has U+200B (ZERO WIDTH SPACE)"),
                said.err());
    }

    @ParameterizedTest
    @CsvSource({"hello, '', hello.py", "hello.py, '', hello.py", "hello.js, '', hello.js", "hello, javascript, hello.js",
        "a-b_C9, python, a-b_C9.py"})
    void aPluginIsOfTheLanguageThatItsNameOrTheOptionSays(String name, String language, String file) throws IOException {
        Said said = language.isEmpty()
                ? terminal.alone("new", "plugin", name)
                : terminal.alone("new", "plugin", name, "--language", language);
        assertEquals(0, said.code(), said.err());
        String bare = file.replaceFirst("\\..*", "");
        assertTrue(said.out().startsWith("wrote " + home.resolve("plugins").resolve(file) + "\nSay '" + bare + "' in a chat"),
                said.out());
        String text = read("plugins/" + file);
        assertTrue(text.contains(bare), text);
        assertFalse(text.contains("{{"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"middleware", "middleware.py", "", "-x", "a b", "a/b", "..", "a.b.py", "茶"})
    void whatScriptsOrFilesCannotBeCalledIsRefused(String name) {
        Said said = terminal.alone("new", "plugin", "--", name);
        assertEquals(2, said.code());
        assertTrue(said.err().startsWith("'" + name + "' cannot be the name of a plugin here"), said.err());
        assertFalse(Files.exists(home.resolve("plugins")));
    }

    @Test
    void anAdapterIsAProjectOfItsOwn() throws IOException {
        Path folder = home.resolve("project");
        Said said = terminal.alone("new", "adapter", "my-im", "--dir", folder.toString());
        assertEquals(0, said.code(), said.err());
        try (var files = Files.walk(folder)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertEquals(written.size(), said.out().lines().filter(line -> line.startsWith("wrote ")).count());
            for (Path file : written) {
                assertFalse(Files.readString(file).contains("{{"), file.toString());
            }
        }
        assertTrue(Files.exists(folder.resolve("src/main/java/com/example/myim/MyimAdapterFactory.java")), said.out());
        assertEquals(1, terminal.alone("new", "adapter", "my-im", "--dir", folder.toString()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"My", "1a", "a_b", "a.b", "-a", "x1234567890123456789012345678901234567890123"})
    void anAdapterIsCalledLikeOne(String name) {
        Said said = terminal.alone("new", "adapter", "--dir", home.resolve("x").toString(), "--", name);
        assertEquals(2, said.code());
        assertTrue(said.err().contains("cannot be an adapter's id"), said.err());
    }

    @Test
    void whereSeveralAdaptersServeAnImOneIsToBeNamed() throws IOException {
        Said said = terminal.say("new", "account", "qq", "ops");
        assertEquals("1 Several adapters serve qq; name one with --adapter: one, two.", said.code() + " " + said.err().strip());
        assertFalse(Files.exists(home.resolve("accounts")));
        assertEquals(0, terminal.say("new", "account", "qq", "ops", "--adapter", "one").code());
        assertTrue(read("accounts/ops.yaml").contains("\nim: qq\nadapter: one\n"), read("accounts/ops.yaml"));
    }

    @Test
    void anAdapterThatNobodyKnowsIsGuessed() {
        Said said = terminal.say("new", "account", "qq", "ops", "--adapter", "tow");
        assertEquals("1 There is no adapter 'tow'. Did you mean 'two'? There are one, two, any.",
                said.code() + " " + said.err().strip());
        Said served = terminal.say("new", "account", "telegram", "ops");
        assertEquals("1 No adapter here serves 'telegram'. Served are qq, wx."
                + " An adapter that serves any IM type can be named with --adapter.", served.code() + " " + served.err().strip());
    }

    @Test
    void anAccountWithoutSettingsHasAnEmptyConfig() throws IOException {
        assertEquals(0, terminal.say("new", "account", "wx", "empty").code());
        assertTrue(read("accounts/empty.yaml").endsWith("config: {}\n"), read("accounts/empty.yaml"));
    }

    @Test
    void valuesAreQuotedAndConditionsTold() throws IOException {
        assertEquals(0, terminal.say("new", "account", "my-im", "a", "--adapter", "any").code());
        String text = read("accounts/a.yaml");
        assertTrue(text.contains("\n  quote: \"a\\\"b\\\\c\"   # Quote\n"), text);
        assertTrue(text.contains("\n  # list: []   # List\n"), text);
        assertTrue(text.contains("\n  # only: \"\"   # Only (only while quote is x or y)\n"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../x", "a b", ".hidden"})
    void anAccountsIdIsAFilesName(String id) {
        Said said = terminal.say("new", "account", "qq", id, "--adapter", "one");
        assertEquals(2, said.code(), said.toString());
    }

    @Test
    void nothingThatIsThereIsOverwrittenOrOpened() throws IOException {
        Path file = Files.createDirectories(home.resolve("accounts")).resolve("ops.yaml");
        Files.writeString(file, "im: qq\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Said said = terminal.say("new", "account", "qq", "ops", "--adapter", "one");
        assertEquals("1 " + file + " is already there; nothing was changed.", said.code() + " " + said.err().strip());
        assertEquals("im: qq\n", Files.readString(file));
        assertEquals(List.of(), terminal.host.asked(), "nobody was asked for nothing");
    }

    @Test
    void theSettingsFileNamesEverySettingBehindItsSign() {
        String text = NewSettingsCommand.text("# line", "en");
        assertTrue(text.startsWith("# line\n"), text);
        for (var setting : HostDeclaration.SETTINGS) {
            String name = setting.key().substring(setting.key().lastIndexOf('.') + 1);
            assertTrue(text.lines().anyMatch(line -> line.strip().startsWith("# " + name + ": ")), setting.key());
        }
        assertEquals(1, text.lines().filter("push:"::equals).count());
        assertEquals(1, text.lines().filter("  packages:"::equals).count());
    }

    @Test
    void newAloneSaysWhatThereIs() {
        Said said = terminal.alone("new");
        assertEquals(0, said.code());
        for (String part : List.of("plugin", "account", "settings", "adapter")) {
            assertTrue(said.out().contains("  " + part), said.out());
        }
    }
}
