package dev.botyard.runtime.im.account;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An immutable list that is made when it is first read. Thread-safe where making it twice does no harm.
final class LazyList<T> extends AbstractList<T> {
    private final Supplier<List<T>> source;
    private volatile @Nullable List<T> made;

    LazyList(Supplier<List<T>> source) {
        this.source = source;
    }

    private List<T> made() {
        List<T> known = made;
        if (known == null) {
            known = source.get();
            made = known;
        }
        return known;
    }

    @Override
    public T get(int index) {
        return made().get(index);
    }

    @Override
    public int size() {
        return made().size();
    }
}
