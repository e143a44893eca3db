package dev.botyard.runtime.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What a YAML text may be at most. The library makes its tree by recursion, which ends in a StackOverflowError where a text is nested
/// deeply enough, and takes minutes for one line of some megabytes.
public final class YamlBounds {
    static final int CHARACTERS = 1 << 20;
    static final String TOO_LARGE = "the file is larger than 1 MiB; that cannot be a settings file.";
    static final String TOO_DEEP = "the file is nested too deeply, refers to itself, or repeats too much through anchors.";
    private static final int LINE = 300_000;
    private static final int DEPTH = 200;

    private YamlBounds() {}

    /// A text that is too much, though it may be YAML.
    public static final class Excess extends YamlEngineException {
        private static final long serialVersionUID = 1;
        private final int line;

        private Excess(int line, String sentence) {
            super(sentence);
            this.line = line;
        }

        /// Counted from 1; 0 for all of it.
        int line() {
            return line;
        }
    }

    /// @throws Excess when it is too large, or nested too deeply
    static void check(String text) {
        if (text.length() > CHARACTERS) {
            throw new Excess(0, TOO_LARGE);
        }
        int line = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); begin < text.length(); end = text.indexOf('\n', begin), line++) {
            int after = end < 0 ? text.length() : end;
            if (after - begin > LINE) {
                throw new Excess(line, "the line is longer than " + LINE + " characters.");
            }
            begin = after + 1;
        }
        checkDepth(text);
    }

    /// By the parser's events, which come one after the other. Each level needs a sign of its own, so that most files need no look.
    ///
    /// @throws Excess when it is nested too deeply
    public static void checkDepth(String text) {
        if (text.chars().filter(sign -> "[{-?:".indexOf(sign) >= 0).limit(DEPTH + 1).count() <= DEPTH) {
            return;
        }
        int depth = 0;
        try {
            for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
                switch (event.getEventId()) {
                    case SequenceStart, MappingStart -> depth++;
                    case SequenceEnd, MappingEnd -> depth--;
                    default -> {
                        // Nothing opens or closes here.
                    }
                }
                if (depth > DEPTH) {
                    throw new Excess(event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                            TOO_DEEP);
                }
            }
        } catch (Excess excess) {
            throw excess;
        } catch (YamlEngineException _) {
            // Whoever makes the tree says what is wrong.
        }
    }
}
