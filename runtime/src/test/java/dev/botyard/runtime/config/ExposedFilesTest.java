package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExposedFilesTest {
    @TempDir
    private Path folder;
    private HomeFolder home;
    private YamlReader reader;

    @BeforeEach
    void create() {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        reader = new YamlReader(home.root(), new References(home.root(), Map.of("QQ", "from-outside"), new Secrets()));
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = home.root().resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Set<Path> exposed() {
        new AccountFolder(home.accounts(), reader).read(im -> im, Map.of());
        reader.read(home.settingsFile());
        return new ExposedFiles(home, reader.sources()).sentences().keySet();
    }

    @Test
    void filesWithSecretsThatOthersCanReadAreNamed() throws IOException {
        Path open = file("accounts/open.yaml", "im: qq\nconfig: { access_token: a-b-c-d-e }\n", "rw-r--r--");
        Path group = file("accounts/group.yaml", "im: qq\nconfig: { access_token: a-b-c-d-f }\n", "rw-rw----");
        file("accounts/closed.yaml", "im: qq\nconfig: { access_token: a-b-c-d-g }\n", "rw-------");
        file("accounts/none.yaml", "im: qq\nconfig: { access_token: \"${env:QQ}\" }\n", "rw-r--r--");
        Path settings = file("botyard.yaml", "proxy_password: over-there\n", "rw-r--r--");
        Path database = file("data/botyard.db", "", "rw-r--r--");
        assertEquals(Set.of(open, group, settings, database), exposed());
    }

    @Test
    void aFileThatAnAccountRefersToIsLookedAtToo() throws IOException {
        Path secret = file("qq.secret", "a-b-c-d-e", "rw-r--r--");
        Path outside = Files.writeString(folder.resolve("mounted"), "a-b-c-d-e");
        file("accounts/a.yaml", "im: qq\nconfig: { one: \"${file:qq.secret}\", two: \"${file:" + outside + "}\" }\n",
                "rw-r--r--");
        assertEquals(Set.of(secret), exposed());
    }

    @Test
    void aFileThatNoLongerHoldsASecretIsNotNamed() throws IOException {
        file("accounts/a.yaml", "im: qq\nconfig: { access_token: a-b-c-d-e }\n", "rw-r--r--");
        assertEquals(1, exposed().size());
        file("accounts/a.yaml", "im: qq\nconfig: { access_token: \"${env:QQ}\" }\n", "rw-r--r--");
        assertEquals(Set.of(), exposed());
    }

    @Test
    void theSentenceHasTheCommand() throws IOException {
        Path open = file("accounts/my bot.yaml", "im: qq\nconfig: { access_token: a-b-c-d-e }\n", "rw-r--r--");
        exposed();
        assertEquals("Others can read " + open + " (rw-r--r--), which holds secrets; run: chmod 600 '" + open + "'",
                new ExposedFiles(home, reader.sources()).sentences().get(open));
    }
}
