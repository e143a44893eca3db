package dev.botyard.runtime.infra.store;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The named key–value sets scripts share. A write is committed when the method returns; the last writer of a key wins.
public final class Buckets {
    private static final String SET = "insert into bucket values (?, ?, ?) on conflict (name, key) do update set value = excluded.value";

    private static final String ADD = "insert into bucket values (?, ?, ?) on conflict (name, key) do nothing";

    private static final int TAKEN = -1;

    private final Store store;

    /// One of them.
    ///
    /// @param value `""` takes it out where that is said
    public record Value(String bucket, String key, String value) {
        /// Leaves out the value, which may be a secret.
        @Override
        public String toString() {
            return "Value[" + bucket + "." + key + "]";
        }
    }

    Buckets(Store store) {
        this.store = store;
    }

    /// The value, `""` when there is none.
    public String get(String bucket, String key) {
        BucketName.check(bucket);
        return store
                .read(session -> session.first("select value from bucket where name = ? and key = ?", row -> row.getString(1),
                        bucket, key))
                .orElse("");
    }

    /// Those of these values, each with its bucket and key alone, that are empty or not there; read together, for there may be many.
    public Set<Value> empty(Set<Value> asked) {
        asked.forEach(one -> BucketName.check(one.bucket()));
        return asked.isEmpty() ? Set.of() : store.read(session -> {
            Set<Value> empty = new HashSet<>();
            for (Value one : asked) {
                if (session.first("select 1 from bucket where name = ? and key = ? and value <> ''", row -> true, one.bucket(),
                        one.key()).isEmpty()) {
                    empty.add(one);
                }
            }
            return empty;
        });
    }

    public void set(String bucket, String key, String value) {
        BucketName.check(bucket);
        store.write(session -> session.update(SET, bucket, key, value));
    }

    /// Sets several values, or none when one bucket has no right name; `""` takes one out.
    public void change(List<Value> values) {
        values.forEach(value -> BucketName.check(value.bucket()));
        store.write(session -> {
            for (Value one : values) {
                if (one.value().isEmpty()) {
                    session.update("delete from bucket where name = ? and key = ?", one.bucket(), one.key());
                } else {
                    session.update(SET, one.bucket(), one.key(), one.value());
                }
            }
            return values.size();
        });
    }

    public void delete(String bucket, String key) {
        BucketName.check(bucket);
        store.write(session -> session.update("delete from bucket where name = ? and key = ?", bucket, key));
    }

    /// The keys, sorted.
    ///
    /// @param value only keys with this value; null for all
    public List<String> keys(String bucket, String value) {
        BucketName.check(bucket);
        return store.read(session -> value == null
                ? session.list("select key from bucket where name = ? order by key", row -> row.getString(1), bucket)
                : session.list("select key from bucket where name = ? and value = ? order by key", row -> row.getString(1),
                        bucket, value));
    }

    /// Every key with its value, sorted by key.
    public Map<String, String> all(String bucket) {
        BucketName.check(bucket);
        return store.read(session -> {
            Map<String, String> found = new LinkedHashMap<>();
            session.list("select key, value from bucket where name = ? order by key",
                    row -> found.put(row.getString(1), row.getString(2)), bucket);
            return found;
        });
    }

    /// The buckets that hold something with the number of their values, sorted.
    public Map<String, Long> sizes() {
        return store.read(session -> {
            Map<String, Long> sizes = new LinkedHashMap<>();
            session.list("select name, count(*) from bucket group by name order by name",
                    row -> sizes.put(row.getString(1), row.getLong(2)));
            return sizes;
        });
    }

    /// Values in whose key or text something stands, by bucket and key.
    ///
    /// @param bucket in this one alone; `""` for all
    /// @param text   `""` for every value; large and small letters of the Latin alphabet are the same
    public List<Value> find(String bucket, String text, int limit) {
        return store.read(session -> session.list(
                "select name, key, value from bucket where (? = '' or name = ?) and (? = '' or "
                        + session.dialect().contains("key")
                        + " or " + session.dialect().contains("value") + ") order by name, key limit ?",
                row -> new Value(row.getString(1), row.getString(2), row.getString(3)), bucket, bucket, text, text, text, limit));
    }

    /// The value with its key, also when it is empty; nothing when there is none.
    public List<Value> exactly(String bucket, String key) {
        BucketName.check(bucket);
        return store.read(session -> session.list("select name, key, value from bucket where name = ? and key = ?",
                row -> new Value(row.getString(1), row.getString(2), row.getString(3)), bucket, key));
    }

    /// Gives a value another key.
    ///
    /// @return false when there is no such value
    /// @throws IllegalStateException when the other key is taken
    public boolean renameKey(String bucket, String key, String to) {
        BucketName.check(bucket);
        int renamed = store
                .write(session -> session.first("select 1 from bucket where name = ? and key = ?", row -> true, bucket, to)
                        .isPresent()
                                ? TAKEN
                                : session.update("update bucket set key = ? where name = ? and key = ?", to, bucket, key));
        if (renamed == TAKEN) {
            throw new IllegalStateException("there is a key '" + to + "' in " + bucket + " already; delete it first");
        }
        return renamed > 0;
    }

    /// Gives a bucket another name; its children `bucket.x` are buckets of their own and keep theirs.
    ///
    /// @return how many values moved
    /// @throws IllegalStateException when the other bucket holds something
    public int rename(String bucket, String to) {
        BucketName.check(bucket);
        BucketName.check(to);
        int renamed = store
                .write(session -> session.first("select 1 from bucket where name = ? limit 1", row -> true, to).isPresent()
                        ? TAKEN
                        : session.update("update bucket set name = ? where name = ?", to, bucket));
        if (renamed == TAKEN) {
            throw new IllegalStateException("there is a bucket '" + to + "' already; delete it first, or move its values");
        }
        return renamed;
    }

    /// The buckets that hold something, sorted.
    public List<String> bucketNames() {
        return store.read(session -> session.list("select distinct name from bucket order by name", row -> row.getString(1)));
    }

    /// Empties one bucket; its children `bucket.x` are buckets of their own and stay.
    public void clear(String bucket) {
        BucketName.check(bucket);
        store.write(session -> session.update("delete from bucket where name = ?", bucket));
    }

    /// Writes every value as one line of JSON: `{"bucket": …, "key": …, "value": …}`. The stream stays open.
    ///
    /// @param bucket this one alone; `""` for all
    /// @return how many
    public long exportTo(String bucket, OutputStream out) {
        return BucketLines.write(store, bucket, out);
    }

    /// Sets every value of an export; keys it does not name stay. All or nothing: a bad line changes nothing.
    ///
    /// @return how many
    /// @throws IllegalArgumentException naming the line
    public long importFrom(InputStream in) {
        return write(SET, BucketLines.read(in));
    }

    /// The same for keys that are not there yet; what is there stays as it is.
    ///
    /// @return how many were added
    /// @throws IllegalArgumentException naming the line
    public long addFrom(InputStream in) {
        return write(ADD, BucketLines.read(in));
    }

    private long write(String statement, List<BucketLines.Line> lines) {
        return store.write(session -> {
            long written = 0;
            for (BucketLines.Line line : lines) {
                written += session.update(statement, line.bucket(), line.key(), line.value());
            }
            return written;
        });
    }
}
