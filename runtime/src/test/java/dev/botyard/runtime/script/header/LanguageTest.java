package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One table says what a language is called, wherever its name may be written.
class LanguageTest {

    @Test
    void aFileSaysItsLanguage() {
        for (String name : new String[]{"a.js", "a.MJS", "a.b.cjs"}) {
            assertEquals(Optional.of(Language.JAVASCRIPT), Language.ofFile(name), name);
        }
        assertEquals(Optional.of(Language.PYTHON), Language.ofFile("a.py"));
        for (String name : new String[]{"py", "a.pyc", "a.ts", "a.py.bak", ""}) {
            assertEquals(Optional.empty(), Language.ofFile(name), name);
        }
    }

    @Test
    void peopleMayCallItAsTheyAreUsedTo() {
        for (String word : new String[]{"Python", "py", "python3"}) {
            assertEquals(Optional.of(Language.PYTHON), Language.named(word), word);
        }
        for (String word : new String[]{"javascript", "JS", "node", "Node.js", "nodejs"}) {
            assertEquals(Optional.of(Language.JAVASCRIPT), Language.named(word), word);
        }
        assertEquals(Optional.empty(), Language.named("golang"));
        assertEquals(Optional.empty(), Language.named(""));
    }
}
