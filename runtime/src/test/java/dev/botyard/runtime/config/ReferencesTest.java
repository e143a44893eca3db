package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `${env:NAME}` and `${file:PATH}`, and what becomes of the secrets behind them.
class ReferencesTest {
    @TempDir
    private Path home;
    private final Secrets secrets = new Secrets();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private References references;

    @BeforeEach
    void open() {
        references = new References(home,
                Map.of("WORD", "long-word", "PORT", "8201", "ON", "true", "WAIT", "30s", "NUMBER", "123456"),
                secrets);
    }

    private YamlNode.YamlScalar scalar(String key, String text) {
        return new YamlNode.YamlScalar(new YamlNode.Place(Path.of("accounts/a.yaml"), 3, 1, key), text, true);
    }

    private String resolve(String key, String text) {
        return references.resolve(scalar(key, text), problems).text();
    }

    private String problem(String text) {
        resolve("alias", text);
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst().message();
    }

    @Test
    void whatRefersToNothingIsTheVerySame() {
        YamlNode.YamlScalar written = scalar("alias", "plain $ {text}");
        assertEquals(written, references.resolve(written, problems));
        assertTrue(references.resolve(scalar("alias", "null"), problems).absent());
    }

    /// Somebody may mean this very word.
    @Test
    void aValueThatCameByReferenceIsNeverNothing() throws IOException {
        Files.writeString(home.resolve("n"), "null\n");
        assertFalse(references.resolve(scalar("alias", "${file:n}"), problems).absent());
    }

    @ParameterizedTest
    @CsvSource({"${env:WORD}, long-word", "a${env:WORD}b${env:PORT}, along-wordb8201", "${env: WORD }, long-word",
        "$${env:WORD}, ${env:WORD}",
        "$$${env:WORD}, $${env:WORD}"})
    void variablesStandInTheirPlace(String text, String value) {
        assertEquals(value, resolve("alias", text));
        assertEquals(List.of(), problems);
    }

    @Test
    void aFileIsReadWithoutTheFeedAtItsEnd() throws IOException {
        Files.writeString(home.resolve("key"), "-----BEGIN-----\r\nabc\r\n-----END-----\r\n\r\n");
        assertEquals("-----BEGIN-----\r\nabc\r\n-----END-----", resolve("alias", "${file:key}"));
        assertEquals("***", secrets.mask("-----BEGIN-----\r\nabc\r\n-----END-----"));
        assertEquals("-----BEGIN-----\r\nabc\r\n-----END-----", resolve("alias", "${file:" + home.resolve("key") + "}"));
    }

    @Test
    void whatCannotBeAValueIsSaid() throws IOException {
        Files.write(home.resolve("big"), new byte[(64 << 10) + 1]);
        assertEquals("the file 'big' is larger than 64 KiB; a value cannot be that long.", problem("${file:big}"));
        problems.clear();
        Files.write(home.resolve("bytes"), new byte[]{(byte) 0xff});
        assertTrue(problem("${file:bytes}").startsWith("the file 'bytes' cannot be read as text: "), problems::toString);
        problems.clear();
        Files.createDirectory(home.resolve("folder"));
        assertEquals("the file 'folder' does not exist; paths are relative to the home folder.", problem("${file:folder}"));
        problems.clear();
        assertTrue(problem("${file:a\0b}").startsWith("the file 'a\0b' cannot be read as text: "), problems::toString);
    }

    @Test
    void everyMistakeOfAValueIsTold() {
        resolve("alias", "${env:NONE} ${file:none} ${HOME} ${env:}");
        assertEquals(4, problems.size(), problems::toString);
        assertTrue(problems.stream().allMatch(problem -> problem.line() == 3 && problem.key().equals("alias")));
    }

    @Test
    void onlyWhatCouldBeASecretIsMasked() {
        for (String text : List.of("${env:WORD}", "${env:PORT}", "${env:ON}", "${env:WAIT}", "${env:NUMBER}")) {
            resolve("alias", text);
        }
        assertEquals("*** 8201 true 30s ***", secrets.mask("long-word 8201 true 30s 123456"));
        resolve("config.access_token", "${env:PORT}");
        assertEquals("***", secrets.mask("8201"), "under such a key anything is one");
    }

    @Test
    void aSecretThatIsPutTogetherIsMaskedWhole() {
        resolve("config.password", "pre-${env:WORD}-post");
        assertEquals("***", secrets.mask("pre-long-word-post"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "config.accessToken", "TOKEN", "tokens[0]", "config.list.password[2][1]",
        "app-secret",
        "signKey", "sign_key", "api_key", "apikey", "key", "encodingAESKey", "passphrase", "Credentials", "privateKey"})
    void namesThatSpeakOfSecrets(String key) {
        assertTrue(References.looksSecret(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alias", "monkey", "keyboard", "key_id", "hotkey", "token.id", "url", "keys"})
    void namesThatDoNot(String key) {
        assertFalse(References.looksSecret(key));
    }

    @Test
    void whichVariablesATextRefersToIsSeenWithoutReadingIt() {
        assertEquals(List.of("A", "B"), References.variables("x: ${env:A}\n{{{ ${env: B } ${file:C} $${env:D} ${E}"));
    }

    @Test
    void whereSecretsComeFromIsKnownUntilTheFileIsReadAgain() throws IOException {
        Files.writeString(home.resolve("s"), "x");
        resolve("config.token", "written-here");
        resolve("alias", "${file:s} ${env:WORD}");
        assertEquals(Set.of(home.resolve("accounts/a.yaml")), references.sources().secretFiles());
        assertEquals(Set.of(home.resolve("s")), references.sources().referencedFiles());
        references.sources().forget(home.resolve("accounts/a.yaml"));
        assertEquals(Set.of(), references.sources().secretFiles());
        assertEquals(Set.of(), references.sources().referencedFiles());
        assertEquals(Set.of("WORD"), references.sources().variables(), "names stay, as the secrets themselves do");
    }
}
