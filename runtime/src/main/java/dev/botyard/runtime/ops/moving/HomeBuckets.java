package dev.botyard.runtime.ops.moving;

/// The buckets of the home that is moved into, as JSON lines: the store's own while no host runs, else through its API.
public interface HomeBuckets {
    byte[] export();

    /// Adds values whose keys the home does not have; others stay as they are.
    void add(byte[] lines);
}
