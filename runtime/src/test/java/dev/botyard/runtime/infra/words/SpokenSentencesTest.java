package dev.botyard.runtime.infra.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every sentence that sources say stands in the catalogue of every language.
class SpokenSentencesTest {
    private static Map<String, Spoken> spoken;

    @BeforeAll
    static void listen() throws IOException {
        spoken = Spoken.everywhere();
        assertTrue(spoken.size() > 1_500, "only " + spoken.size() + " sentences were found; every rule holds for none");
    }

    @Test
    void everySentenceIsTranslated() throws IOException {
        for (String language : languages()) {
            Map<String, String> known = known(language);
            StringBuilder missing = new StringBuilder();
            spoken.forEach((sentence, where) -> {
                if (!known.containsKey(sentence)) {
                    missing.append('\n').append(CatalogueFile.entry(sentence, where, ""));
                }
            });
            assertEquals("", missing.toString(), "translate them in words/" + language + ".po");
        }
    }

    @Test
    void everySentenceHasOneEntry() throws IOException {
        for (String language : languages()) {
            List<String> twice = new ArrayList<>();
            PoFile.sentences(Files.readString(CatalogueFile.of(language)), twice::add);
            assertEquals(List.of(), twice, "leave one entry of each in words/" + language + ".po");
        }
    }

    @Test
    void noEntryIsOfASentenceThatNobodySays() throws IOException {
        for (String language : languages()) {
            Set<String> silent = new TreeSet<>(known(language).keySet());
            silent.removeAll(spoken.keySet());
            assertEquals(Set.of(), silent, "take them out of words/" + language + ".po");
        }
    }

    @Test
    void aTranslationHasTheHolesOfItsSentence() throws IOException {
        for (String language : languages()) {
            List<String> wrong = new ArrayList<>();
            known(language).forEach((sentence, translation) -> {
                if (!holes(sentence).equals(holes(translation))) {
                    wrong.add(sentence + " → " + translation);
                }
            });
            assertEquals(List.of(), wrong, "holes that are missing or too many in words/" + language + ".po");
        }
    }

    private static Set<Integer> holes(String text) {
        return new HashSet<>(Template.of(text).holes());
    }

    private static Map<String, String> known(String language) throws IOException {
        return PoFile.sentences(Files.readString(CatalogueFile.of(language)), _ -> {});
    }

    private static List<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(CatalogueFile.of("zh").getParent())) {
            List<String> languages = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".po"))
                    .map(name -> name.replace(".po", "")).sorted().toList();
            assertTrue(languages.contains("zh"), languages::toString);
            return languages;
        }
    }
}
