package dev.botyard.runtime.script.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is other between two texts.
class LineDiffTest {
    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void changesStandBetweenTheLinesAroundThem() {
        assertEquals("", LineDiff.of("a\nb\n", "a\nb\n"));
        assertEquals("@@ -1,0 +1,1 @@\n+a\n", LineDiff.of("", "a\n"));
        assertEquals("@@ -1,1 +1,0 @@\n-a\n", LineDiff.of("a\n", ""));
        assertEquals("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
                LineDiff.of(lines(1, 9), lines(1, 9).replace("5", "five")));
    }

    @Test
    void changesFarFromEachOtherAreHunksOfTheirOwn() {
        String after = lines(1, 40).replace("\n5\n", "\nfive\n").replace("\n35\n", "\n");
        assertEquals("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -32,7 +32,6 @@\n 32\n 33\n 34\n-35\n 36\n 37\n 38\n",
                LineDiff.of(lines(1, 40), after));
    }

    @Test
    void textsThatAreWhollyOtherTakeNoLongTime() {
        String diff = LineDiff.of(lines(1, 20_000), lines(30_000, 50_000));
        assertTrue(diff.startsWith("@@ -1,20000 +1,20001 @@\n-1\n"), diff.substring(0, 40));
    }
}
