package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs, links and addresses that settings name.
class ProgramPathTest {
    @TempDir
    private Path folder;

    private Path program(String name, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private String path(String... folders) {
        return String.join(File.pathSeparator, java.util.Arrays.stream(folders).map(each -> folder + "/" + each).toList());
    }

    /// As on Windows, where a script for another shell lies beside the program.
    @Test
    void whereProgramsHaveSuffixesOnlyThoseAreFound() throws IOException {
        program("a/npm", "rwxr-xr-x");
        Path npm = program("b/npm.cmd", "rwxr-xr-x");
        List<String> suffixes = ProgramPath.suffixes(null);
        assertEquals(Optional.of(npm), ProgramPath.find("npm", path("a", "b"), suffixes));
        assertEquals(Optional.of(npm), ProgramPath.find("npm.cmd", path("a", "b"), suffixes));
        assertEquals(Optional.of(npm), ProgramPath.find(folder + "/b/npm", "", suffixes));
        assertEquals(Optional.empty(), ProgramPath.find("npm", path("a"), suffixes));
        assertEquals(List.of(".exe", ".cmd"), ProgramPath.suffixes(".EXE; .CMD;;x"));
    }

    @ParameterizedTest
    @CsvSource({"con, false", "NUL.py, false", "com1.tar.gz, false", "a:b, false", "what?, false", "end., false", "'end ', false",
        "console.py, true", "com10, true", "a.b, true", "签到.py, true"})
    void someNamesAreForNoFileOnWindows(String name, boolean may) {
        assertEquals(may, SystemNames.onWindows(name).isEmpty(), SystemNames.onWindows(name));
    }

    @Test
    void theFirstFolderThatHasItCounts() throws IOException {
        Path first = program("b/tool", "rwxr-xr-x");
        program("c/tool", "rwxr-xr-x");
        assertEquals(Optional.of(first), ProgramPath.find("tool", path("a", "b", "c")));
        assertEquals(Optional.empty(), ProgramPath.find("tool", path("a")));
    }

    @Test
    void onlyAFileThatCanBeRunIsAProgram() throws IOException {
        program("a/tool", "rw-r--r--");
        Files.createDirectories(folder.resolve("b/tool"));
        Path real = program("c/tool", "rwxr-xr-x");
        assertEquals(Optional.of(real), ProgramPath.find("tool", path("a", "b", "c")));
    }

    @Test
    void aPathIsMeantAsItIsAndNotLookedForElsewhere() throws IOException {
        Path tool = program("a/tool", "rwxr-xr-x");
        assertEquals(Optional.of(tool), ProgramPath.find(folder + "/x/../a/tool", ""));
        assertEquals(Optional.empty(), ProgramPath.find("x/tool", path("a")));
    }

    @Test
    void whatIsNoNameIsNoProgram() {
        assertEquals(Optional.empty(), ProgramPath.find("", path("a")));
        assertEquals(Optional.empty(), ProgramPath.find("a\0b", path("a")));
        assertEquals(Optional.empty(), ProgramPath.find("/a\0b", ""));
        assertEquals(Optional.empty(), ProgramPath.find("tool", ""));
    }

    @Test
    void aLinkThatLeadsNowhereIsToldWithItsTarget() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("gone"));
        assertTrue(DanglingLink.is(link));
        assertEquals("it is a symbolic link to gone, which does not exist; correct the link or remove it",
                DanglingLink.sentence(link));
        Path file = Files.createFile(folder.resolve("gone"));
        assertFalse(DanglingLink.is(link) || DanglingLink.is(file) || DanglingLink.is(folder.resolve("none")));
        assertTrue(DanglingLink.sentence(file).startsWith("it is a symbolic link that leads nowhere"));
    }

    @ParameterizedTest
    @CsvSource({"https://a.example, /login, https://a.example/login", "https://a.example/, /login, https://a.example/login",
        "https://a.example/bot, /, https://a.example/bot/", "http://[::1]:8200, /x?y=%20, http://[::1]:8200/x?y=%20"})
    void anAddressStandsBelowThatOfTheHost(String host, String path, String address) {
        assertEquals(URI.create(address), PublicUrl.below(URI.create(host), path));
    }

    @Test
    void aProblemIsShownWithAsMuchOfItsPlaceAsIsKnown() {
        Path file = Path.of("accounts/a.yaml");
        assertEquals("accounts/a.yaml: wrong.", new ConfigProblem(file, 0, "", "wrong.").toString());
        assertEquals("accounts/a.yaml:7: wrong.", new ConfigProblem(file, 7, "", "wrong.").toString());
        assertEquals("accounts/a.yaml:7: config.port: wrong.", new ConfigProblem(file, 7, "config.port", "wrong.").toString());
        assertEquals("accounts/a.yaml: im: wrong.", new YamlNode.Place(file, 0, 0, "").at("im").problem("wrong.").toString());
    }
}
