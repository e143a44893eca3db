package dev.botyard.runtime.script.rule;

import java.util.Arrays;

/// A growing list of ranks. Confined to one match.
final class RankList {
    private int[] ranks = new int[16];
    private int size;

    void add(int rank) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, size * 2);
        }
        ranks[size++] = rank;
    }

    void addAll(int[] more) {
        for (int rank : more) {
            add(rank);
        }
    }

    /// Ascending, each rank once.
    int[] sorted() {
        Arrays.sort(ranks, 0, size);
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (kept == 0 || ranks[kept - 1] != ranks[at]) {
                ranks[kept++] = ranks[at];
            }
        }
        return Arrays.copyOf(ranks, kept);
    }
}
