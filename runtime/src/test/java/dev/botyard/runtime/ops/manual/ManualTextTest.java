package dev.botyard.runtime.ops.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both languages of the manual say the same.
class ManualTextTest {
    static final List<String> PAGES = ManualText.PAGES;
    private static final Path FOLDER = Path.of("src/main/resources/manual");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]\\[\n]+\\]\\(([^)]+)\\)");
    private static final Pattern PICTURE = Pattern
            .compile("(?:!\\[([^\\]]*)\\]\\(|\"[\\w./-]*manual/(?:en|zh)/)(pictures/[\\w.-]+)");

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theFolderHoldsThePagesAndNoOthers(String language) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(language))) {
            assertEquals(Set.copyOf(PAGES),
                    files.filter(Files::isRegularFile).map(file -> file.getFileName().toString().replace(".md", ""))
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void bothLanguagesHaveTheSameSnippets(String page) {
        assertEquals(ManualText.snippets("en", page), ManualText.snippets("zh", page));
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void bothLanguagesHaveTheSameShape(String page) {
        assertEquals(shape("en", page), shape("zh", page));
    }

    /// Headings, items, rows and links, without their words.
    private static List<String> shape(String language, String page) {
        return ManualText.page(language, page).lines().filter(line -> line.matches("(#{1,3}|-|\\d+\\.|\\||>) ?.*"))
                .map(line -> line.replaceAll("^(#{1,3}|-|\\d+\\.|\\||>).*", "$1") + links(line)).toList();
    }

    private static List<String> links(String line) {
        return LINK.matcher(line).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void everyLinkLeadsToAPage(String page) {
        for (String language : List.of("en", "zh")) {
            for (Matcher link = LINK.matcher(ManualText.page(language, page)); link.find();) {
                assertTrue(PAGES.contains(link.group(1).replaceFirst("\\.md(#.*)?$", "")),
                        language + "/" + page + ": " + link.group(1));
            }
        }
    }

    /// The README shows those of the English manual.
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyPictureIsThereAndShown(String language) throws IOException {
        String all = PAGES.stream().map(page -> ManualText.page(language, page)).collect(Collectors.joining("\n"));
        if (language.equals("en")) {
            all += Files.readString(Path.of("../README.md"));
        }
        Set<String> shown = PICTURE.matcher(all).results().map(found -> found.group(2)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(FOLDER.resolve(language).resolve("pictures"))) {
            assertEquals(shown, files.map(file -> "pictures/" + file.getFileName()).collect(Collectors.toSet()));
        }
        for (Matcher picture = PICTURE.matcher(all); picture.find();) {
            assertTrue(picture.group(1) == null || picture.group(1).length() > 5,
                    picture.group() + " says nothing to who cannot see it");
        }
    }

    @Test
    void thePicturesAreSmall() throws IOException {
        long bytes = 0;
        for (String language : List.of("en", "zh")) {
            try (Stream<Path> files = Files.list(FOLDER.resolve(language).resolve("pictures"))) {
                for (Path file : files.toList()) {
                    bytes += Files.size(file);
                }
            }
        }
        assertTrue(bytes < 1_500_000, bytes + " bytes");
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void bothLanguagesShowTheSame(String page) {
        assertEquals(pictures("en", page), pictures("zh", page));
    }

    private static List<String> pictures(String language, String page) {
        return PICTURE.matcher(ManualText.page(language, page)).results().map(found -> found.group(2)).toList();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void theChinesePagesAreChinese(String page) {
        String words = ManualText.page("zh", page).replaceAll("(?s)```.*?```|`[^`]*`", "");
        long wide = words.codePoints().filter(Character::isIdeographic).count();
        assertTrue(wide > 60 && wide * 3 > words.codePoints().filter(Character::isAlphabetic).count(), page + ": " + wide);
    }

    @Test
    void theWayInNamesEveryPage() {
        assertEquals(PAGES.subList(1, PAGES.size()), links(ManualText.page("en", "index").replace('\n', ' ')).stream()
                .map(link -> link.replace(".md", "")).toList());
    }
}
