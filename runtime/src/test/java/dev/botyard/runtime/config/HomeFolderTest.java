package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.infra.secret.AdminTokenFile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void makesWhatIsMissingForThisUserAlone() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("deep/home"));
        home.create();
        for (Path each : new Path[]{home.root(), home.accounts(), home.plugins(), home.data(), home.media(), home.run(),
            home.logs()}) {
            assertEquals("rwx------", permissions(each));
        }
        assertEquals("rw-------", permissions(home.adminTokenFile()));
        assertEquals("rw-------", permissions(home.secretKeyFile()));
        assertTrue(Files.isDirectory(home.accounts()) && Files.isDirectory(home.adapters()) && Files.isDirectory(home.plugins()));
        String token = new AdminTokenFile(home.adminTokenFile(), Map.of()).read();
        assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
        assertNotEquals(token, Files.readString(home.secretKeyFile()).strip());
        home.create();
        assertEquals(token, new AdminTokenFile(home.adminTokenFile(), Map.of()).read());
        try (var data = Files.list(home.data())) {
            assertTrue(data.noneMatch(file -> file.toString().endsWith(".partial")));
        }
    }

    @Test
    void closesSecretsThatOthersCouldRead() throws IOException {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        Files.setPosixFilePermissions(home.adminTokenFile(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        home.create();
        assertEquals("rw-------", permissions(home.adminTokenFile()));
        assertEquals("rwx------", permissions(home.data()));
    }

    @Test
    void closesTheFoldersOfAHomeThatWasMadeByHand() throws IOException {
        HomeFolder home = new HomeFolder(folder);
        for (Path each : new Path[]{home.root(), home.accounts(), home.plugins()}) {
            Files.createDirectories(each);
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        home.create();
        for (Path each : new Path[]{home.root(), home.accounts(), home.plugins()}) {
            assertEquals("rwx------", permissions(each));
        }
    }

    @Test
    void leavesAFolderElsewhereThatPluginsLeadsTo() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString("rwxr-xr-x"));
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        Files.createDirectory(home.root());
        Files.createSymbolicLink(home.plugins(), checkout);
        home.create();
        assertEquals("rwxr-xr-x", permissions(checkout));
    }

    @Test
    void prefersTheTokenOfTheEnvironment() {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        assertEquals("mine-and-long-enough",
                new AdminTokenFile(home.adminTokenFile(), Map.of("BOTYARD_ADMIN_TOKEN", " mine-and-long-enough ")).read());
        SecretFileException problem = assertThrows(SecretFileException.class,
                () -> new AdminTokenFile(home.adminTokenFile(), Map.of("BOTYARD_ADMIN_TOKEN", "fifteen-letters")).read());
        assertTrue(problem.getMessage().contains("at least 16"), problem.getMessage());
    }

    @Test
    void findsItsFolder() {
        assertEquals(Path.of(System.getProperty("user.home"), ".botyard"), HomeFolder.fromEnvironment(Map.of()).root());
        assertEquals(folder.resolve(".botyard"), HomeFolder.fromEnvironment(Map.of("HOME", folder.toString())).root());
        assertEquals(Path.of(System.getProperty("user.home"), ".botyard"),
                HomeFolder.fromEnvironment(Map.of("HOME", "here")).root());
        assertEquals(folder, HomeFolder.fromEnvironment(Map.of("BOTYARD_HOME", folder.toString(), "HOME", "/elsewhere")).root());
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertTrue(assertThrows(HomeException.class, () -> new HomeFolder(file).create()).getMessage().contains("is a file"));
        Files.createDirectory(folder.resolve("home"));
        Files.writeString(folder.resolve("home/plugins"), "");
        String message = assertThrows(HomeException.class, () -> new HomeFolder(folder.resolve("home")).create()).getMessage();
        assertTrue(message.contains("plugins is a file where a folder is needed"), message);
    }

    @Test
    void saysThatAnEmptyTokenIsOfNoUse() throws IOException {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        Files.writeString(home.adminTokenFile(), "\n");
        assertTrue(assertThrows(SecretFileException.class, () -> new AdminTokenFile(home.adminTokenFile(), Map.of()).read())
                .getMessage().contains("is empty"));
    }

    @Test
    void isHeldOnceInOneProcess() {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        try (HomeLock _ = home.lock()) {
            String message = assertThrows(HomeException.class, home::lock).getMessage();
            assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
        }
        home.lock().close();
    }

    @Test
    void isHeldAgainstOtherProcessesUntilTheyEnd() throws Exception {
        HomeFolder home = new HomeFolder(folder);
        home.create();
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), HomeHolder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals("held", holder.inputReader().readLine());
            String message = assertThrows(HomeException.class, home::lock).getMessage();
            assertTrue(message.contains("Another Botyard (process " + holder.pid() + ") already runs"), message);
        } finally {
            holder.destroyForcibly();
        }
        holder.waitFor();
        home.lock().close();
    }
}
