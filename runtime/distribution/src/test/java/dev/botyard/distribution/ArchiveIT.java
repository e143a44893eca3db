package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What lies in the distribution beside the programs.
class ArchiveIT {
    private static final Path FOLDER = Path.of(System.getProperty("botyard.folder")).normalize();

    @Test
    void itsReadmeNamesWhatIsThere() throws Exception {
        String text = Files.readString(FOLDER.resolve("README.md"));
        List<String> named = Pattern.compile("\\]\\(([^):]+)\\)|`((?:bin|lib|docs|sdk|adapters|plugins)/[^` ]*)").matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1)).toList();
        assertTrue(named.size() > 10, named::toString);
        assertEquals(List.of(), named.stream().filter(path -> !Files.exists(FOLDER.resolve(path))).toList());
        assertFalse(text.contains("runtime/"), text);
    }

    @Test
    void itListsWhatItContains() throws Exception {
        String list = Files.readString(FOLDER.resolve("sbom.json"));
        assertTrue(list.contains("CycloneDX") && list.contains("sqlite-jdbc") && list.contains("botyard-adapter-onebot11"), list);
        assertFalse(list.contains("junit-jupiter"), "what only tests need is not in it");
        assertTrue(list.contains("pkg:npm/htm@") && list.contains("pkg:npm/preact@"), "what lies in the tree as a file is in it");
    }
}
