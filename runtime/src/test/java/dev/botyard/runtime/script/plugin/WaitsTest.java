package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many runs may wait for people.
class WaitsTest {
    private final TestTicker ticker = new TestTicker();
    private final Waits waits = new Waits(ticker);
    private final List<String> told = new ArrayList<>();
    private int people;

    @BeforeEach
    void bound() {
        waits.bound(() -> new Waits.Bounds(6, 2));
        waits.listen((run, why, sentence) -> told.add(run.plugin().file() + " " + why));
    }

    private static Run run(String file, String person) {
        return Scripts.run(Scripts.plugin(file), Scripts.context(Scripts.said(Chat.group("700", ""), person, "tea")));
    }

    /// A wait of somebody who waits nowhere else.
    private Waits.Wait wait(String file) {
        return waits.take(run(file, "p" + ++people));
    }

    private String refusal(Run run) {
        CallException refused = assertThrows(CallException.class, () -> waits.take(run));
        assertEquals("busy", refused.code());
        return refused.getMessage();
    }

    private String refusal(String file) {
        return refusal(run(file, "p" + ++people));
    }

    @Test
    void aLanguageHasSoManyPlacesAndOneThatIsGivenBackIsFree() {
        Waits.Wait first = wait("tea.py");
        for (int i = 1; i < 6; i++) {
            wait("tea.py");
        }
        assertEquals("6 waits of python plugins are open, and plugins.max_waiting allows no more; try again later",
                refusal("tea.py"));
        wait("tea.js");
        first.close();
        assertEquals(5, waits.open(Language.PYTHON));
        assertEquals(1, waits.open(Language.JAVASCRIPT));
        assertEquals(List.of("tea.py FULL"), told);
    }

    @Test
    void aPluginHasNoMoreThanHalfWhileOthersWaitToo() {
        Waits.Wait other = wait("milk.py");
        for (int i = 0; i < 3; i++) {
            wait("tea.py");
        }
        assertEquals("tea.py has 3 of the 6 waits that plugins.max_waiting allows python plugins, and others need some, too;"
                + " try again later", refusal("tea.py"));
        wait("milk.py");
        assertEquals(List.of("tea.py HALF"), told);
        other.close();
    }

    @Test
    void whoeverWasRefusedAMomentAgoIsMadeRoomFor() {
        List<Waits.Wait> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(wait("tea.py"));
        }
        refusal("milk.py");
        all.getFirst().close();
        refusal("tea.py");
        wait("milk.py").close();
        ticker.advance(Duration.ofSeconds(61));
        wait("tea.py");
        assertEquals(List.of("milk.py FULL", "tea.py HALF"), told);
    }

    @Test
    void aPersonHasSoManyInOneChat() {
        waits.take(run("tea.py", "ann"));
        Waits.Wait second = waits.take(run("milk.js", "ann"));
        Run third = run("cake.py", "ann");
        assertEquals("2 runs wait for ann in this chat already, and plugins.waits_per_person allows no more", refusal(third));
        waits.take(Scripts.run(Scripts.plugin("tea.py"), Scripts.context(Scripts.said(Chat.direct("ann"), "ann", "tea"))));
        second.close();
        waits.take(third);
        assertEquals(List.of("cake.py PERSON"), told);
    }

    @Test
    void runsThatNobodyHasFiredAreNobodys() {
        for (int i = 0; i < 3; i++) {
            waits.take(Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, "")));
        }
        assertEquals(3, waits.open(Language.PYTHON));
    }
}
