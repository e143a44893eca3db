package dev.botyard.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The modules of `adapters/pom.xml` are the list of adapters. What Maven or a reader needs besides is held against it.
class AdapterListsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ID = Pattern.compile("<adapter\\.id>([^<]+)</adapter\\.id>");

    /// A line that a file must have for each adapter.
    ///
    /// @param found finds the ids that it has
    /// @param line  what is to be written there for one that it lacks
    private record Mention(String file, Pattern found, String line) {}

    private static final List<Mention> MENTIONS = List.of(
            new Mention("runtime/distribution/pom.xml",
                    Pattern.compile(
                            "<artifactId>botyard-adapter-([^<]+)</artifactId>\\s*<version>[^<]*</version>\\s*<scope>provided<"),
                    "a dependency on botyard-adapter-%s with the scope provided"),
            new Mention("README.md", Pattern.compile("(?m)^\\| \\[[^]]+]\\(adapters/([^/]+)/README\\.md\\) \\|"),
                    "its line of the table that 'botyard adapters table' prints, with adapters/%s/README.md"),
            new Mention("adapters/README.md", Pattern.compile("(?m)^\\| \\[`([^`]+)`]\\("),
                    "the line '| [`%1$s`](%1$s) | IM types | wire |'"));

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The modules that say an adapter's id, which is their name.
    private static Set<String> adapters() throws IOException {
        Set<String> adapters = new TreeSet<>();
        for (String module : found(MODULE, read("adapters/pom.xml"))) {
            for (String id : found(ID, read("adapters/" + module + "/pom.xml"))) {
                assertEquals(module, id, "adapters/" + module + "/pom.xml: the adapter.id is not the name of its folder");
                adapters.add(id);
            }
        }
        return adapters;
    }

    @Test
    void everyFolderWithAnAdapterIsAModule() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("adapters"))) {
            Set<String> made = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(made, found(MODULE, read("adapters/pom.xml")),
                    "name the folders of adapters as modules in adapters/pom.xml");
        }
        assertTrue(adapters().size() > 9, "adapters are found: " + adapters());
    }

    @Test
    void everyListOfAdaptersNamesThemAll() throws IOException {
        Set<String> known = adapters();
        List<String> wrong = new ArrayList<>();
        for (Mention mention : MENTIONS) {
            Set<String> named = found(mention.found, read(mention.file));
            known.stream().filter(id -> !named.contains(id))
                    .forEach(id -> wrong.add(mention.file + " lacks " + mention.line.formatted(id)));
            named.stream().filter(id -> !known.contains(id))
                    .forEach(id -> wrong.add(mention.file + " names the adapter " + id + ", which adapters/pom.xml does not"));
        }
        for (String id : known) {
            if (!Files.exists(ROOT.resolve("adapters/" + id + "/README.md"))) {
                wrong.add("adapters/" + id + " lacks its README.md");
            }
        }
        assertEquals("", String.join("\n", wrong));
    }
}
