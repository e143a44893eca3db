package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What the host itself remembers, and the schedules that scripts made.
@ParameterizedClass
@EnumSource(StoreKind.class)
class HostStateTest {
    @Parameter
    private StoreKind kind;
    @TempDir
    private Path folder;
    private Store store;
    private HostState state;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        state = store.hostState();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theLastValueOfAKeyHolds() {
        state.put("default.qq", "one");
        state.put("default.qq", "two");
        assertEquals(Optional.of("two"), state.get("default.qq"));
        state.remove("default.qq");
        state.remove("default.qq");
        assertEquals(Optional.empty(), state.get("default.qq"));
    }

    /// IM types and accounts stand in keys, and people name those.
    @Test
    void aBeginningIsTakenLetterByLetter() {
        for (String key : List.of("d%.a", "d_.a", "dx.a", "D%.a", "d茶🍵.a", "d")) {
            state.put(key, "v");
        }
        assertEquals(Set.of("d%.a"), state.all("d%").keySet());
        assertEquals(Set.of("d_.a"), state.all("d_").keySet());
        assertEquals(Set.of("d茶🍵.a"), state.all("d茶🍵.").keySet());
        assertEquals(List.of("d", "d%.a", "d_.a", "dx.a", "d茶🍵.a"), List.copyOf(state.all("d").keySet()));
        assertEquals(6, state.all("").size());
        assertEquals(Map.of(), state.all("nothing"));
    }

    @Test
    void allWhoAskAtOnceHearOfOneMachine() throws Exception {
        List<Future<String>> asked = new ArrayList<>();
        try (var threads = Threads.perTask("test-machine")) {
            for (int i = 0; i < 50; i++) {
                asked.add(threads.submit(state::machineId));
            }
        }
        Set<String> ids = new HashSet<>();
        for (Future<String> id : asked) {
            ids.add(id.get());
        }
        assertEquals(1, ids.size());
        assertTrue(ids.contains(state.machineId()));
    }

    @Test
    void aScheduleIsReplacedByItsId() {
        CronEntries entries = store.cronEntries();
        entries.put(new CronEntries.Entry("b", "one.py", "{}"));
        entries.put(new CronEntries.Entry("a", "one.py", "{}"));
        entries.put(new CronEntries.Entry("b", "two.py", "{\"cron\":\"* * * * *\"}"));
        assertEquals(List.of(new CronEntries.Entry("a", "one.py", "{}"),
                new CronEntries.Entry("b", "two.py", "{\"cron\":\"* * * * *\"}")), entries.all());
    }
}
