package dev.botyard.runtime.infra.store;

/// Reads on the caller's thread, over one of some connections.
final class PooledReads implements Reads {
    private final Retrying retrying;
    private volatile boolean closed;

    PooledReads(Retrying retrying) {
        this.retrying = retrying;
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        if (closed) {
            throw StoreException.closed();
        }
        try {
            return retrying.with(session -> Ticket.run(work, session));
        } catch (Exception failure) {
            throw Ticket.told(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
