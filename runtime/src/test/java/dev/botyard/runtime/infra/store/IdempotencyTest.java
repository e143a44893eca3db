package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class IdempotencyTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path folder;
    private Store store;
    private Idempotency keys;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        keys = store.idempotency();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Idempotency.State state(String key, Instant now) {
        return keys.claim(key, "f", now).state();
    }

    @Test
    void aKeyThatWasGivenBackIsFreeAndItsNeighbourIsNot() {
        state("a", NOON);
        state("b", NOON);
        keys.release("a");
        assertEquals(Idempotency.State.NEW, state("a", NOON));
        assertEquals(Idempotency.State.RUNNING, state("b", NOON));
    }

    @Test
    void anAnswerIsKeptADayFromTheClaimAndNotFromTheAnswer() {
        state("k", NOON);
        keys.complete("k", "{}");
        assertEquals(Idempotency.State.DONE, state("k", NOON.plus(DAY).minusMillis(1)));
        assertEquals(Idempotency.State.NEW, state("k", NOON.plus(DAY)));
    }

    /// The next host knows the answers of the one before, and does not know what became of what had none.
    @Test
    void aRestartKeepsAnswersAndAdmitsWhatItDoesNotKnow() {
        state("answered", NOON);
        keys.complete("answered", "{\"sent\":1}");
        state("open", NOON);
        store.close();
        open();
        assertEquals(new Idempotency.Claim(Idempotency.State.DONE, "{\"sent\":1}"), keys.claim("answered", "f", NOON));
        assertEquals(Idempotency.State.INTERRUPTED, state("open", NOON));
        assertEquals(Idempotency.State.OTHER_REQUEST, keys.claim("open", "other", NOON).state());
    }

    @Test
    void anAnswerWithoutWordsIsAnAnswer() {
        state("k", NOON);
        keys.complete("k", "");
        assertEquals(new Idempotency.Claim(Idempotency.State.DONE, ""), keys.claim("k", "f", NOON));
    }

    @Test
    void whatNobodyClaimedIsNeitherCompletedNorGivenBack() {
        keys.complete("k", "{}");
        keys.release("k");
        assertEquals(Idempotency.State.NEW, state("k", NOON));
    }
}
