package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class KeptPaymentsTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    @TempDir
    private Path folder;
    private Store store;
    private KeptPayments payments;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        payments = store.keptPayments();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static KeptPayments.Entry entry(String id, Instant received) {
        return new KeptPayments.Entry(id, KeptPayments.State.UNCLAIMED, "qq", "bot", "", "", "{\"money\":19.8}", received,
                "api:" + id);
    }

    private List<String> ids(KeptPayments.State state) {
        return payments.list(Optional.ofNullable(state), 100).stream().map(KeptPayments.Entry::id).toList();
    }

    @Test
    void isReadBackAsItWasPutAlsoByTheNextHost() {
        payments.put(entry("p1", NOON));
        store.close();
        open();
        assertEquals(Optional.of(entry("p1", NOON)), payments.find("p1"));
        assertEquals(Optional.empty(), payments.find("p2"));
    }

    @Test
    void whatChangesIsWhoseItIsAndNotWhatWasPaid() {
        payments.put(entry("p1", NOON));
        payments.put(new KeptPayments.Entry("p1", KeptPayments.State.ASSIGNED, "web", "other", "qq", "7", "{}",
                NOON.plusSeconds(9), ""));
        assertEquals(Optional.of(entry("p1", NOON).assigned("qq", "7")), payments.find("p1"));
    }

    @Test
    void aPersonGetsTheOldestThatWasAssignedToHim() {
        payments.put(entry("newer", NOON));
        payments.put(entry("first", NOON).assigned("qq", "7"));
        payments.put(entry("second", NOON).assigned("qq", "7"));
        payments.put(entry("newer", NOON).assigned("qq", "8"));
        assertEquals("first", payments.assignedTo("qq", "7").orElseThrow().id());
        payments.put(entry("first", NOON).claimed("qq", "7"));
        assertEquals("second", payments.assignedTo("qq", "7").orElseThrow().id());
        assertEquals(Optional.empty(), payments.assignedTo("web", "7"));
        assertEquals(Optional.empty(), payments.assignedTo("qq", ""));
    }

    @Test
    void theListIsOfAStateOrOfAllTheNewestFirst() {
        payments.put(entry("a", NOON));
        payments.put(entry("b", NOON).claimed("qq", "7"));
        payments.put(entry("c", NOON));
        assertEquals(List.of("c", "a"), ids(KeptPayments.State.UNCLAIMED));
        assertEquals(List.of("b"), ids(KeptPayments.State.CLAIMED));
        assertEquals(List.of(), ids(KeptPayments.State.ASSIGNED));
        assertEquals(List.of("c", "b", "a"), ids(null));
        assertEquals(List.of("c"), payments.list(Optional.empty(), 1).stream().map(KeptPayments.Entry::id).toList());
    }

    @Test
    void whatWasClaimedLongAgoIsForgottenAndNothingElse() {
        payments.put(entry("claimed", NOON).claimed("qq", "7"));
        payments.put(entry("nobody's", NOON));
        payments.put(entry("assigned", NOON).assigned("qq", "7"));
        payments.put(entry("next", NOON.plus(Duration.ofDays(90))));
        assertEquals(List.of("claimed"), ids(KeptPayments.State.CLAIMED));
        payments.put(entry("later", NOON.plus(Duration.ofDays(90)).plusMillis(1)));
        assertEquals(List.of("later", "next", "assigned", "nobody's"), ids(null));
    }

    @Test
    void oneThatIsRemovedIsGone() {
        payments.put(entry("p1", NOON));
        payments.remove("p1");
        payments.remove("p1");
        assertEquals(List.of(), ids(null));
    }

    @Test
    void whatWasReportedIsKnownAlsoByTheNextHost() {
        payments.put(entry("p1", NOON));
        payments.put(entry("p1", NOON).claimed("qq", "7"));
        store.close();
        open();
        assertEquals("true false", payments.knows("api:p1") + " " + payments.knows("api:p2"));
    }
}
