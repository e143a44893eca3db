package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OutputTailTest {

    @Test
    void whatFitsIsKeptAsItIs() {
        OutputTail tail = new OutputTail(5);
        assertEquals("", tail.text());
        tail.add("12", 0);
        tail.add("345", 0);
        assertEquals("12345", tail.text());
    }

    @Test
    void whatIsTooMuchIsCountedTogetherWithWhatTheWorkerHasDropped() {
        OutputTail tail = new OutputTail(5);
        tail.add("1234567", 10);
        assertEquals("[12 earlier characters dropped]\n34567", tail.text());
        tail.add("8", 0);
        assertEquals("[13 earlier characters dropped]\n45678", tail.text());
    }

    /// Half of one is no character: it could not be written anywhere.
    @Test
    void aCharacterOfTwoHalvesIsNotCutInTwo() {
        OutputTail tail = new OutputTail(3);
        tail.add("a😀😀", 0);
        assertEquals("[3 earlier characters dropped]\n😀", tail.text());
        assertFalse(Character.isLowSurrogate(tail.text().charAt(tail.text().indexOf('\n') + 1)));
    }

    @Property(tries = 200)
    void itIsTheEndOfAllThatWasPrinted(@ForAll @Size(max = 20) java.util.List<@StringLength(max = 30) String> parts,
            @ForAll @IntRange(min = 2, max = 40) int limit) {
        OutputTail tail = new OutputTail(limit);
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            tail.add(part, 0);
            all.append(part);
        }
        String text = tail.text();
        boolean cut = all.length() > limit;
        String kept = cut ? text.substring(text.indexOf('\n') + 1) : text;
        assertTrue(all.toString().endsWith(kept), text);
        assertTrue(kept.length() <= limit && (!cut || kept.length() >= limit - 1), text);
    }
}
