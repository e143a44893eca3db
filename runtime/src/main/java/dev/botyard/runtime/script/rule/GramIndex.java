package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds which of many short texts occur in a message by looking up each run of one to three characters of the message.
/// A text is filed under the run that the fewest other texts share. Immutable once built.
final class GramIndex {
    private static final int LONGEST_GRAM = 3;
    private static final Entry[] NONE = {};

    private final long[] keys;
    private final Entry[][] slots;
    private final boolean[] lengths = new boolean[LONGEST_GRAM + 1];

    /// @param offset where the run stands in the text
    private record Entry(int rank, String text, int offset) {}

    GramIndex(Map<String, int[]> ranksByText) {
        Map<Long, Integer> uses = new HashMap<>();
        for (String text : ranksByText.keySet()) {
            for (int offset = 0; offset + gramLength(text) <= text.length(); offset++) {
                uses.merge(key(text, offset, gramLength(text)), 1, Integer::sum);
            }
        }
        Map<Long, List<Entry>> filed = new HashMap<>();
        ranksByText.forEach((text, ranks) -> {
            int length = gramLength(text);
            int best = 0;
            for (int offset = 1; offset + length <= text.length(); offset++) {
                if (uses.get(key(text, offset, length)) < uses.get(key(text, best, length))) {
                    best = offset;
                }
            }
            lengths[length] = true;
            List<Entry> entries = filed.computeIfAbsent(key(text, best, length), _ -> new ArrayList<>());
            for (int rank : ranks) {
                entries.add(new Entry(rank, text, best));
            }
        });
        int capacity = Integer.highestOneBit(Math.max(4, filed.size())) * 4;
        keys = new long[capacity];
        slots = new Entry[capacity][];
        Arrays.fill(slots, NONE);
        filed.forEach((key, entries) -> {
            int slot = slot(key);
            while (keys[slot] != 0) {
                slot = (slot + 1) & (keys.length - 1);
            }
            keys[slot] = key;
            slots[slot] = entries.toArray(NONE);
        });
    }

    /// Adds the ranks of all texts that occur in the message, some of them repeatedly.
    void collect(String folded, RankList ranks) {
        for (int length = 1; length <= LONGEST_GRAM; length++) {
            if (!lengths[length]) {
                continue;
            }
            for (int at = 0; at + length <= folded.length(); at++) {
                long key = key(folded, at, length);
                int slot = slot(key);
                while (keys[slot] != 0) {
                    if (keys[slot] == key) {
                        collect(folded, at, slots[slot], ranks);
                        break;
                    }
                    slot = (slot + 1) & (keys.length - 1);
                }
            }
        }
    }

    private static void collect(String folded, int at, Entry[] entries, RankList ranks) {
        for (Entry entry : entries) {
            if (folded.startsWith(entry.text, at - entry.offset)) {
                ranks.add(entry.rank);
            }
        }
    }

    private static int gramLength(String text) {
        return Math.min(LONGEST_GRAM, text.length());
    }

    /// The length is part of the key, so no key is 0.
    private static long key(String text, int at, int length) {
        long key = length;
        for (int next = at; next < at + length; next++) {
            key = key << 16 | text.charAt(next);
        }
        return key;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (keys.length - 1);
    }
}
