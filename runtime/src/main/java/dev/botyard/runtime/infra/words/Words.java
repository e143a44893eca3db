package dev.botyard.runtime.infra.words;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The language that a person reads, and the words of it. Immutable, thread-safe.
///
/// Which languages there are is not listed anywhere: one that has a file `words/<tag>.po` is there.
public final class Words {
    private static final Logger log = LoggerFactory.getLogger(Words.class);
    /// What the code itself speaks.
    public static final Words ENGLISH = new Words("en", null);

    private static final Pattern TAG = Pattern.compile("([a-z]{2,3})([-_.@].*)?", Pattern.DOTALL);
    private static final ScopedValue<Words> SPOKEN = ScopedValue.newInstance();
    /// Those that were asked for, also in vain; there are no more than names of two and three letters.
    private static final Map<String, Optional<Words>> KNOWN = new ConcurrentHashMap<>(Map.of("en", Optional.of(ENGLISH)));

    private final String tag;
    private final Catalogue catalogue;

    private Words(String tag, Catalogue catalogue) {
        this.tag = tag;
        this.catalogue = catalogue;
    }

    /// Of a language that has a catalogue.
    ///
    /// @param tag such as `zh` or `zh-Hans-CN`; what follows the language itself does not count
    public static Optional<Words> of(String tag) {
        Matcher language = TAG.matcher(tag.strip().toLowerCase(Locale.ROOT));
        return language.matches() ? KNOWN.computeIfAbsent(language.group(1), Words::read) : Optional.empty();
    }

    private static Optional<Words> read(String language) {
        try {
            return Catalogue.read("/words/" + language + ".po").map(catalogue -> new Words(language, catalogue));
        } catch (IllegalArgumentException e) {
            log.error("the catalogue words/{}.po is left out: {}", language, e.getMessage());
            return Optional.empty();
        }
    }

    /// What a browser or another program asks for.
    ///
    /// @param header of `Accept-Language`, `""` for none
    public static Words accepted(String header) {
        return header.isEmpty()
                ? ENGLISH
                : AcceptedLanguages.of(header).stream().flatMap(tag -> of(tag).stream()).findFirst()
                        .orElse(ENGLISH);
    }

    /// What somebody at a terminal has set, as every program there reads it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
    public static Words ofTerminal(Map<String, String> environment) {
        for (String name : new String[]{"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String said = environment.getOrDefault(name, "").strip();
            if (!said.isEmpty()) {
                return of(said).orElse(ENGLISH);
            }
        }
        return ENGLISH;
    }

    /// Those of the person for whom this thread works, English where nobody said so.
    public static Words current() {
        return SPOKEN.orElse(ENGLISH);
    }

    /// Works for somebody who reads this language.
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return english() ? work.call() : ScopedValue.where(SPOKEN, this).call(work);
    }

    /// As `Content-Language` names it.
    public String tag() {
        return tag;
    }

    public boolean english() {
        return catalogue == null;
    }

    /// A text of the host in this language. What the catalogue does not know stays English, and what people wrote stays as they wrote it.
    public String say(String text) {
        return english() || text == null || text.isEmpty() ? text : new Recognition(catalogue).say(text);
    }

    /// Sentences that are said one after the other.
    public String say(Collection<String> sentences) {
        return sentences.stream().map(this::say).collect(Collectors.joining(" "));
    }

    /// A word that stands for itself.
    public String term(String text) {
        return english() ? text : catalogue.plain(text).orElse(text);
    }

    /// What a column or a fact of an answer is called for people; its own name where the catalogue has none.
    public String heading(String name) {
        return english() ? name : catalogue.plain("heading " + name).orElse(name);
    }

    @Override
    public String toString() {
        return tag;
    }
}
