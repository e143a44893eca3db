package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSessionTest {
    @TempDir
    private Path folder;
    private SqlSession session;

    @BeforeEach
    void open() throws SQLException {
        session = new Database(folder.resolve("a.db")).connect();
        session.execute("create table t (a, b)");
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
    }

    @Test
    void theSameStatementTakesOtherValues() throws SQLException {
        assertEquals(1, session.update("insert into t values (?, ?)", 1, "one"));
        assertEquals(1, session.update("insert into t values (?, ?)", 2, null));
        assertEquals(List.of("1 one", "2 null"),
                session.list("select a, b from t order by a", row -> row.getInt(1) + " " + row.getString(2)));
        assertEquals(Optional.of("one"), session.first("select b from t where a = ?", row -> row.getString(1), 1));
        assertEquals(Optional.empty(), session.first("select b from t where a = ?", row -> row.getString(1), 3));
    }

    @Test
    void moreStatementsThanAreKeptDoNotHurtThoseBefore() throws SQLException {
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < 100; number++) {
                session.update("insert into t values (" + number + ", ?)", round);
            }
        }
        assertEquals(Optional.of(200), session.first("select count(*) from t", row -> row.getInt(1)));
        assertEquals(Optional.of(2), session.first("select count(*) from t where a = 7", row -> row.getInt(1)));
    }

    @Test
    void valuesAreNeverPartOfTheStatement() throws SQLException {
        String hostile = "'); drop table t; --";
        session.update("insert into t values (?, ?)", hostile, hostile);
        assertEquals(List.of(hostile), session.list("select a from t where b = ?", row -> row.getString(1), hostile));
    }

    @Test
    void aReaderThatFailsLeavesTheStatementUsable() throws SQLException {
        session.update("insert into t values (1, 2)");
        assertThrows(IllegalStateException.class, () -> session.list("select a from t", _ -> {
            throw new IllegalStateException("the expected failure of this test");
        }));
        assertEquals(List.of(1), session.list("select a from t", row -> row.getInt(1)));
    }

    @Test
    void afterItsEndNothingWorksAndAnotherSessionDoes() throws SQLException {
        session.close();
        assertThrows(SQLException.class, () -> session.update("insert into t values (1, 2)"));
        try (SqlSession next = new Database(folder.resolve("a.db")).connect()) {
            assertEquals(List.of("wal"), next.list("pragma journal_mode", row -> row.getString(1)));
        }
    }

    @Test
    void aFilterThatSaysNothingIsNoCondition() {
        Conditions none = new Conditions().equal("im", "").before(0).before(-1);
        assertEquals("select 1 order by number desc limit ?", none.newest("select 1"));
        assertEquals(List.of(10), List.of(none.values(10)));
    }

    @Test
    void conditionsStandInTheOrderOfTheirValues() {
        Conditions two = new Conditions().equal("im", "qq").before(9).equal("code", "x");
        assertEquals("select 1 where im = ? and number < ? and code = ? order by number desc limit ?", two.newest("select 1"));
        assertEquals(List.of("qq", 9L, "x", 3), List.of(two.values(3)));
    }

    @Test
    void nobodyGetsMoreRowsThanThousandOrFewerThanOne() {
        List<Object> limits = new ArrayList<>();
        for (int asked : new int[]{Integer.MIN_VALUE, 0, 1, 1_000, 1_001, Integer.MAX_VALUE}) {
            limits.add(new Conditions().values(asked)[0]);
        }
        assertEquals(List.of(1, 1, 1, 1_000, 1_000, 1_000), limits);
    }
}
