package dev.botyard.runtime.script.rule;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/// Walks two ascending lists of ranks as one and tries the rules on the way. Confined to one thread.
final class RuleCursor<T> implements Iterator<RuleHit<T>> {
    private final RuleIndex<T> index;
    private final String text;
    private final int[] found;
    private final int[] unfiltered;
    private final Predicate<? super T> admitted;
    private int nextFound;
    private int nextUnfiltered;
    private RuleHit<T> hit;

    RuleCursor(RuleIndex<T> index, String text, int[] found, int[] unfiltered, Predicate<? super T> admitted) {
        this.index = index;
        this.text = text;
        this.found = found;
        this.unfiltered = unfiltered;
        this.admitted = admitted;
    }

    @Override
    public boolean hasNext() {
        while (hit == null && (nextFound < found.length || nextUnfiltered < unfiltered.length)) {
            int rank = nextRank();
            if (admitted.test(index.payload(rank))) {
                hit = index.attempt(rank, text);
            }
        }
        return hit != null;
    }

    @Override
    public RuleHit<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no further rule matches");
        }
        RuleHit<T> next = hit;
        hit = null;
        return next;
    }

    private int nextRank() {
        if (nextUnfiltered == unfiltered.length || (nextFound < found.length && found[nextFound] < unfiltered[nextUnfiltered])) {
            return found[nextFound++];
        }
        return unfiltered[nextUnfiltered++];
    }
}
