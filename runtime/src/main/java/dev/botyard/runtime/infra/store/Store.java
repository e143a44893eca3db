package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The host's database. Thread-safe; every method may block, callers run on virtual threads.
public final class Store implements AutoCloseable {
    private static final int MAX_LOG_ROWS = 20_000;

    private final Engine engine;
    private final LogQueue rows = new LogQueue(MAX_LOG_ROWS);
    private final Writer writer;
    private final Reads reads;
    private final String process = UUID.randomUUID().toString();
    private boolean closed;

    private Store(Engine engine, Retention retention, Ticker ticker) throws SQLException {
        this.engine = engine;
        this.reads = engine.reads();
        this.writer = new Writer(engine.commits(), rows, retention, ticker);
    }

    /// Opens `file`, creating it or bringing it to this version first.
    ///
    /// @throws StoreException in a sentence, when it is damaged, not writable, or from a newer version
    public static Store open(Path file) {
        return open(file, Retention.DEFAULT, Ticker.system());
    }

    public static Store open(Path file, Retention retention, Ticker ticker) {
        return open(new SqliteEngine(file), retention, ticker);
    }

    /// Opens a database on PostgreSQL likewise, and holds it against other hosts.
    ///
    /// @param home names the home and its machine
    public static Store open(StoreServer server, String home, Retention retention, Ticker ticker) {
        return open(new PostgresEngine(server, home), retention, ticker);
    }

    private static Store open(Engine engine, Retention retention, Ticker ticker) {
        try {
            engine.open(retention, ticker);
            Store store = new Store(engine, retention, ticker);
            store.writer.start();
            return store;
        } catch (SQLException | IOException | RuntimeException failure) {
            engine.close();
            throw failure instanceof StoreException known ? known : new StoreException(engine.opening(failure), failure);
        }
    }

    public Buckets buckets() {
        return new Buckets(this);
    }

    /// What the adapter of one account keeps.
    public KeyValues keyValues(String account) {
        return new KeyValues(this, account);
    }

    public HostState hostState() {
        return new HostState(this);
    }

    public AuditLog auditLog() {
        return new AuditLog(this);
    }

    public PushLog pushLog() {
        return new PushLog(this);
    }

    public RunLog runLog() {
        return new RunLog(this);
    }

    public MessageHistory messageHistory() {
        return new MessageHistory(this);
    }

    public HourlyCounts hourlyCounts() {
        return new HourlyCounts(this);
    }

    public QueuedPushes queuedPushes() {
        return new QueuedPushes(this);
    }

    public WaitingRuns waitingRuns() {
        return new WaitingRuns(this);
    }

    public KeptPayments keptPayments() {
        return new KeptPayments(this);
    }

    public CronEntries cronEntries() {
        return new CronEntries(this);
    }

    public Idempotency idempotency() {
        return new Idempotency(this, process);
    }

    /// Log rows lost since the start because the disk did not follow.
    public long droppedLogRows() {
        return rows.dropped();
    }

    /// Log rows that wait to be written.
    public int pendingLogRows() {
        return rows.size();
    }

    /// Waits until every log row accepted so far is written.
    public void flush() {
        writer.flush();
    }

    /// Why the database cannot be reached just now, in a sentence; empty while it can.
    public Optional<String> trouble() {
        return engine.trouble();
    }

    /// @param told runs once if another host has taken the database, which this one must not go on with
    public void whenLost(Runnable told) {
        engine.whenLost(told);
    }

    /// Looks for damage; empty when there is none. Reads the whole file.
    public List<String> check() {
        try {
            return read(engine::damage);
        } catch (StoreException damaged) {
            return List.of(damaged.getMessage());
        }
    }

    <T> T write(SqlWork<T> work) {
        return writer.write(work);
    }

    /// Returns at once; the next transaction does it.
    ///
    /// @param failed hears, on the thread that writes, when it could not be done
    <T> void writeSoon(SqlWork<T> work, Consumer<RuntimeException> failed) {
        writer.writeSoon(work, failed);
    }

    <T> T read(SqlWork<T> work) {
        return reads.read(work);
    }

    void append(LogRow row) {
        writer.append(row);
    }

    /// Writes what was accepted, then closes the file.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        reads.close();
        engine.close();
    }
}
