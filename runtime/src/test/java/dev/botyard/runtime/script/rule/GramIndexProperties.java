package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GramIndexProperties {

    private static int[] found(GramIndex index, String message) {
        RankList ranks = new RankList();
        index.collect(message, ranks);
        return ranks.sorted();
    }

    @Property(tries = 2_000)
    void itFindsTheTextsThatOccurAndNoOther(@ForAll("texts") Set<String> texts, @ForAll("message") String message) {
        List<String> ranked = List.copyOf(texts);
        Map<String, int[]> ranks = new HashMap<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            ranks.put(ranked.get(rank), new int[]{rank, rank + 1_000});
        }
        int[] expected = IntStream.range(0, ranked.size()).filter(rank -> message.contains(ranked.get(rank)))
                .flatMap(rank -> IntStream.of(rank, rank + 1_000)).sorted().toArray();
        assertArrayEquals(expected, found(new GramIndex(ranks), message), () -> ranked + " in '" + message + "'");
    }

    @Example
    void anIndexOfNothingFindsNothing() {
        assertEquals(0, found(new GramIndex(Map.of()), "tea").length);
    }

    @Example
    void thousandsOfTextsThatBeginAlikeAreToldApart() {
        Map<String, int[]> ranks = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            ranks.put("order number " + i, new int[]{i});
        }
        assertArrayEquals(new int[]{4, 42, 421}, found(new GramIndex(ranks), "my order number 421, please"));
    }

    @Property(tries = 500)
    void ranksComeOutAscendingAndOnce(@ForAll @Size(max = 200) List<@IntRange(max = 60) Integer> added) {
        RankList ranks = new RankList();
        added.forEach(ranks::add);
        ranks.addAll(added.stream().mapToInt(Integer::intValue).toArray());
        assertArrayEquals(added.stream().mapToInt(Integer::intValue).distinct().sorted().toArray(), ranks.sorted());
    }

    @Provide
    Arbitrary<Set<String>> texts() {
        return Arbitraries.of("a", "b", "c", "签", "😀", "\0", "\uFFFF").list().ofMinSize(1).ofMaxSize(6)
                .map(parts -> String.join("", parts)).set().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> message() {
        return Arbitraries.of("a", "b", "c", "签", "😀", "\0", "\uFFFF").list().ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
