package dev.botyard.runtime.infra.store;

/// Looks into the database beside the writer. Sees every write that returned. Thread-safe.
interface Reads extends AutoCloseable {

    <T> T read(SqlWork<T> work);

    @Override
    void close();
}
