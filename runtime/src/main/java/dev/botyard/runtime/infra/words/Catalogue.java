package dev.botyard.runtime.infra.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sentences of one language. Immutable, thread-safe.
///
/// A text is compared with few of them: a sentence with holes is looked for only where its rarest word occurs, and none is looked at twice.
final class Catalogue {
    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, List<Entry>> byWord = new HashMap<>();

    private record Entry(Template source, Template target) {}

    /// A sentence of the catalogue that a text is, and what stands in its holes.
    record Match(Template source, Template target, List<String> found) {}

    Catalogue(Map<String, String> sentences) {
        Map<Entry, Set<String>> open = new LinkedHashMap<>();
        sentences.forEach((source, target) -> {
            Template template = Template.of(source);
            if (template.holes().isEmpty()) {
                plain.put(source, target);
            } else {
                open.put(new Entry(template, Template.of(target)), words(template));
            }
        });
        Map<String, Integer> often = new HashMap<>();
        open.values().forEach(words -> words.forEach(word -> often.merge(word, 1, Integer::sum)));
        Comparator<String> rarest = Comparator.<String>comparingInt(often::get).thenComparing(Comparator.naturalOrder());
        open.forEach((entry, words) -> words.stream().min(rarest)
                .ifPresent(word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(entry)));
    }

    /// @param resource of this module
    static Optional<Catalogue> read(String resource) {
        try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Catalogue(PoFile.sentences(new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            sentence -> log.warn("the catalogue {} has this twice, and the first counts: {}", resource,
                                    sentence))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sentence without holes that this is.
    Optional<String> plain(String text) {
        return Optional.ofNullable(plain.get(text));
    }

    /// The sentence with holes that this is; where it may be several, the one that has most of it in its own words.
    Optional<Match> match(String text) {
        Match best = null;
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (!words.add(word.group())) {
                continue;
            }
            for (Entry entry : byWord.getOrDefault(word.group(), List.of())) {
                if (best == null || entry.source.weight() > best.source.weight()) {
                    List<String> found = entry.source.match(text);
                    best = found == null ? best : new Match(entry.source, entry.target, found);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// Words that stand whole in every text of the template: none that a hole touches, which may make it longer.
    private static Set<String> words(Template template) {
        Set<String> words = new HashSet<>();
        List<String> literals = template.literals();
        for (int index = 0; index < literals.size(); index++) {
            String literal = literals.get(index);
            Matcher word = WORD.matcher(literal);
            while (word.find()) {
                if ((word.start() > 0 || index == 0) && (word.end() < literal.length() || index == literals.size() - 1)) {
                    words.add(word.group());
                }
            }
        }
        return words;
    }
}
