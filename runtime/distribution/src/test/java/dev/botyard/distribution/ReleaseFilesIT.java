package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.distribution.ReleaseFiles.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts, unit and container file are what their own tools take.
class ReleaseFilesIT {
    @TempDir
    private Path folder;

    @Test
    void scriptsHaveNoneOfTheFaultsThatShellCheckKnows() throws Exception {
        ReleaseFiles.assumeProgram("shellcheck", "no script was looked at for faults");
        List<String> command = Stream.of("shellcheck", "--shell=sh", ReleaseFiles.INSTALL.toString(),
                ReleaseFiles.FOLDER.resolve("make-release").toString(), ReleaseFiles.FOLDER.resolve("make-deb").toString(),
                ReleaseFiles.MODULE.resolve("../bin/botyard").toString()).toList();
        Said said = ReleaseFiles.run(Map.of(), command.toArray(String[]::new));
        assertEquals(0, said.code(), said.text());
    }

    @Test
    void theUnitIsOneThatSystemdTakes() throws Exception {
        ReleaseFiles.assumeProgram("systemd-analyze", "the unit was not looked at");
        String text = Files.readString(ReleaseFiles.FOLDER.resolve("botyard.service"));
        assertTrue(text.contains("\nExecStart=botyard run\n"), text);
        Path unit = Files.writeString(folder.resolve("botyard.service"),
                text.replace("ExecStart=botyard", "ExecStart=/bin/true"));
        Said said = ReleaseFiles.run(Map.of(), "systemd-analyze", "verify", unit.toString());
        assertEquals(0, said.code(), said.text());
        assertFalse(said.text().contains("botyard.service"), said.text());
    }

    @Test
    void theUnitKeepsTheServiceApart() throws Exception {
        List<String> lines = Files.readAllLines(ReleaseFiles.FOLDER.resolve("botyard.service"));
        assertTrue(
                lines.containsAll(List.of("NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=botyard", "User=botyard",
                        "Restart=on-failure", "CapabilityBoundingSet=", "PrivateTmp=yes")),
                lines::toString);
    }

    @Test
    void theContainerRunsAsNobodySpecialAndIsAskedHowItIs() throws Exception {
        String text = Files.readString(ReleaseFiles.MODULE.resolve("Containerfile"));
        String last = text.substring(text.lastIndexOf("FROM "));
        assertTrue(last.contains("\nUSER botyard\n") && last.contains("\nVOLUME ") && last.contains("/readyz"), last);
        assertFalse(text.contains("docker.io") || text.contains("https://"), "images by their short names");
    }
}
