package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.testkit.MemoryStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private final MemoryStore store = new MemoryStore();

    @Test
    void keepsTheNewestOverARestart() {
        Recollection first = new Recollection(store, 3);
        for (int i = 0; i < 5; i++) {
            first.keep("id" + i, "text " + i);
        }
        Recollection second = new Recollection(store, 3);
        second.keep("id5", "text 5");
        assertEquals(Optional.empty(), second.text("id2"));
        assertEquals(Optional.of("text 3"), second.text("id3"));
        assertEquals(Optional.of("text 5"), second.text("id5"));
        assertEquals(3, store.values().size());
    }

    @Test
    void survivesADamagedEntry() {
        store.put("said/x", "{\"id\":\"a\",\"text\":\"b\"}");
        store.put("said/1", "{");
        assertEquals(Optional.empty(), new Recollection(store, 3).text("a"));
        assertEquals(0, store.values().size());
    }
}
