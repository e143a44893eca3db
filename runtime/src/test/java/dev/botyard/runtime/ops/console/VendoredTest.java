package dev.botyard.runtime.ops.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others wrote is listed with its version and licence, and is what the list says.
class VendoredTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<String> PAGES = List.of("shared/", "console/");
    /// Lines that nobody writes by hand.
    private static final int MINIFIED = 1000;

    private static List<JsonNode> listed() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(RESOURCES.resolve("shared/vendored.json"))).valueStream().toList();
    }

    private static String location(JsonNode part) {
        return part.path("evidence").path("occurrences").path(0).path("location").stringValue("");
    }

    @Test
    void aListedFileIsTheOneThatWasTaken() throws Exception {
        for (JsonNode part : listed()) {
            byte[] content = Files.readAllBytes(RESOURCES.resolve(location(part)));
            String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            for (JsonNode hash : part.path("hashes")) {
                assertEquals(hash.path("content").stringValue(""), sum,
                        location(part) + " is not the one of " + part.path("purl").stringValue("")
                                + " any more: write down its new version, licence and sum in vendored.json");
            }
        }
        assertTrue(listed().stream().anyMatch(part -> !part.path("hashes").isEmpty()));
    }

    @Test
    void eachPartSaysItsVersionAndLicence() throws Exception {
        for (JsonNode part : listed()) {
            String name = "pkg:npm/" + part.path("name").stringValue("").replace("@", "%40") + "@"
                    + part.path("version").stringValue("");
            assertEquals(name, part.path("purl").stringValue(""));
            assertEquals(name, part.path("bom-ref").stringValue(""));
            String licence = part.path("licenses").path(0).path("license").path("id").stringValue("");
            assertTrue(Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC").contains(licence),
                    name + " has the licence '" + licence + "'");
        }
    }

    @Test
    void nothingThatOthersWroteIsMissing() throws Exception {
        Set<String> vendored = new TreeSet<>();
        for (String folder : PAGES) {
            try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(js|css)")).toList()) {
                    if (Files.readString(file).lines().anyMatch(line -> line.length() > MINIFIED)) {
                        vendored.add(folder + file.getFileName());
                    }
                }
            }
        }
        assertEquals(vendored, new TreeSet<>(listed().stream().map(VendoredTest::location).toList()));
    }
}
