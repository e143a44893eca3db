package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// All rules of the loaded plugins in matching order: higher priority first, then by order key, then as they were added.
/// Built once per reload. Plain words are looked up whole, patterns with a fixed start by that start, other patterns by a text
/// that they cannot match without; only rules that are found so, and those without any fixed text, are tried. Thread-safe.
///
/// @param <T> what a rule belongs to
public final class RuleIndex<T> {
    private static final int LONGEST_START = 16;
    private static final int[] NONE = {};

    private final List<Entry<T>> entries;
    private final RuleBudgetListener<T> listener;
    private final Set<Integer> reported = ConcurrentHashMap.newKeySet();
    private final Map<String, int[]> wholes;
    private final Map<String, int[]> starts;
    private final int[] startLengths;
    private final GramIndex inner;
    private final int[] unfiltered;

    private record Entry<T>(Rule rule, long priority, String orderKey, T payload) {}

    private RuleIndex(List<Entry<T>> entries, RuleBudgetListener<T> listener) {
        this.entries = entries;
        this.listener = listener;
        Map<String, RankList> byWhole = new HashMap<>();
        Map<String, RankList> byStart = new HashMap<>();
        Map<String, RankList> byInner = new HashMap<>();
        RankList rest = new RankList();
        for (int rank = 0; rank < entries.size(); rank++) {
            Rule rule = entries.get(rank).rule;
            RequiredText required = rule.requiredText();
            if (rule.literal() != null) {
                file(byWhole, rule.literal(), rank);
            } else if (required.texts().isEmpty()) {
                rest.add(rank);
            } else {
                for (String text : required.texts()) {
                    file(required.atStart() ? byStart : byInner, required.atStart() ? start(text) : text, rank);
                }
            }
        }
        wholes = freeze(byWhole);
        starts = freeze(byStart);
        startLengths = starts.keySet().stream().mapToInt(String::length).distinct().sorted().toArray();
        inner = new GramIndex(freeze(byInner));
        unfiltered = rest.sorted();
    }

    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /// How many rules there are.
    public int size() {
        return entries.size();
    }

    /// The rules that match, in order. Each step of the iterator tries no more rules than it needs for one hit.
    public Iterator<RuleHit<T>> match(String message) {
        return match(message, _ -> true);
    }

    /// As [#match(String)], but leaves out the rules of payloads that are not admitted, without trying them.
    public Iterator<RuleHit<T>> match(String message, Predicate<? super T> admitted) {
        String text = Rule.cut(message);
        return new RuleCursor<>(this, text, candidates(text), unfiltered, admitted);
    }

    private int[] candidates(String text) {
        RankList ranks = new RankList();
        ranks.addAll(wholes.getOrDefault(text, NONE));
        String folded = RequiredText.fold(text);
        for (int length : startLengths) {
            if (length > folded.length()) {
                break;
            }
            ranks.addAll(starts.getOrDefault(folded.substring(0, length), NONE));
        }
        inner.collect(folded, ranks);
        return ranks.sorted();
    }

    T payload(int rank) {
        return entries.get(rank).payload;
    }

    /// The hit of one rule, or null.
    RuleHit<T> attempt(int rank, String text) {
        Entry<T> entry = entries.get(rank);
        try {
            List<String> captures = entry.rule.attempt(text);
            return captures == null ? null : new RuleHit<>(entry.payload, entry.rule, captures);
        } catch (BudgetExceededException e) {
            if (reported.add(rank)) {
                listener.gaveUp(entry.payload, entry.rule, e.getMessage());
            }
            return null;
        }
    }

    private static String start(String text) {
        return text.length() <= LONGEST_START ? text : text.substring(0, LONGEST_START);
    }

    private static void file(Map<String, RankList> map, String text, int rank) {
        map.computeIfAbsent(text, _ -> new RankList()).add(rank);
    }

    private static Map<String, int[]> freeze(Map<String, RankList> map) {
        Map<String, int[]> frozen = HashMap.newHashMap(map.size());
        map.forEach((text, ranks) -> frozen.put(text, ranks.sorted()));
        return frozen;
    }

    /// Collects rules in any order. Confined to one thread.
    public static final class Builder<T> {
        private final List<Entry<T>> entries = new ArrayList<>();
        private RuleBudgetListener<T> listener = (_, _, _) -> {};

        private Builder() {}

        public Builder<T> add(Rule rule, long priority, String orderKey, T payload) {
            entries.add(new Entry<>(rule, priority, orderKey, payload));
            return this;
        }

        public Builder<T> onBudgetExceeded(RuleBudgetListener<T> newListener) {
            listener = newListener;
            return this;
        }

        public RuleIndex<T> build() {
            List<Entry<T>> sorted = new ArrayList<>(entries);
            sorted.sort(Comparator.comparingLong((Entry<T> entry) -> entry.priority).reversed().thenComparing(Entry::orderKey));
            return new RuleIndex<>(List.copyOf(sorted), listener);
        }
    }

    @Override
    public String toString() {
        return "RuleIndex" + Arrays.asList(entries.size() + " rules", unfiltered.length + " without fixed text");
    }
}
