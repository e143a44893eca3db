package dev.botyard.runtime.infra.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileTwinTest {
    @Test
    void namesThatDifferByCaseAloneAreTwins() {
        assertEquals(Optional.of(new FileTwin("Tea.py", "tea.py")), FileTwin.of("Tea.py", List.of("milk.py", "tea.py")));
        assertEquals(Optional.of(new FileTwin("ΣΑΣ", "σας")), FileTwin.of("ΣΑΣ", List.of("σας")));
        assertEquals(Optional.empty(), FileTwin.of("tea.py", List.of("tea.py", "tea.js", "teä.py")));
    }

    @Test
    void soAreThoseWhoseAccentsAreKeptInAnotherWay() {
        String apart = Normalizer.normalize("café.py", Normalizer.Form.NFD);
        assertEquals(Optional.of(new FileTwin("café.py", apart)), FileTwin.of("café.py", List.of(apart)));
    }

    @Test
    void allOfSomeNamesAreFound() {
        assertEquals(List.of(new FileTwin("BOT", "Bot"), new FileTwin("BOT", "bot"), new FileTwin("Tea", "tea")),
                FileTwin.among(List.of("tea", "bot", "milk", "Bot", "Tea", "BOT")));
    }

    @Test
    void bothAreNamedInTheSentence() {
        assertEquals("'Bot' and 'bot' are one name for file systems of macOS and Windows, which do not tell large from small"
                + " letters", new FileTwin("Bot", "bot").sentence());
    }
}
