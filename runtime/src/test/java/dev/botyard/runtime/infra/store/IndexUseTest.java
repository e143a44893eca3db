package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexUseTest {
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("botyard.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// The index that SQLite takes, or that it reads all rows.
    private String way(Conditions where, String select) {
        return store.read(session -> session.list(where.newest("explain query plan " + select), row -> row.getString(4),
                where.values(10))).getFirst().replaceAll(".*USING INDEX (\\w+).*", "$1");
    }

    private String ofRuns(String plugin, String status, String im) {
        return way(RunLog.where(new RunLog.Filter(plugin, status, im, 0, 10)), RunLog.SELECT);
    }

    private String ofPushes(String account, String im, String code, String run) {
        return way(PushLog.where(new PushLog.Filter(account, im, code, run, 0, 10)), PushLog.SELECT);
    }

    @Test
    void fewAmongManyRowsAreFoundByAnIndex() {
        assertEquals("run_log_not_ok", ofRuns("", "killed", ""));
        assertEquals("run_log_not_ok", ofRuns("", "error", "qq"));
        assertEquals("run_log_plugin", ofRuns("daily.py", "", "qq"));
        assertEquals("run_log_plugin", ofRuns("daily.py", "ok", ""));
        assertEquals("run_log_im", ofRuns("", "", "qq"));
        assertEquals("push_log_im", ofPushes("", "qq", "", ""));
        assertEquals("push_log_code", ofPushes("", "qq", "rejected", ""));
        assertEquals("push_log_account", ofPushes("a", "qq", "accepted", ""));
        assertEquals("push_log_code", ofPushes("a", "qq", "rejected", ""));
        assertEquals("push_log_run", ofPushes("a", "", "accepted", "run1"));
    }
}
