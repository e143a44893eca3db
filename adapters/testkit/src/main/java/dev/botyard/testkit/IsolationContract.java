package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.account.AccountState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class IsolationContract {
    private static final int RECONNECTS = Integer.getInteger("botyard.testkit.reconnects", 20);

    abstract Stage stage();

    @Test
    @DisplayName("A-46 after unloading no thread and no class is left")
    void leavesNothingBehind() throws InterruptedException {
        useOnce();
        assertEquals(List.of(), stage().host.unload());
    }

    // A method of its own, so that no local variable of the test holds an object of the adapter.
    private void useOnce() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        stage().deliver("m-1", "hello");
        stage().message(context);
        stage().send(Target.group("900"), "hello");
    }

    @Test
    @DisplayName("A-47 two accounts share nothing")
    void accountsAreApart() throws InterruptedException {
        RecordingAdapterContext one = stage().start("one");
        RecordingAdapterContext two = stage().start("two");
        stage().await("one", AccountState.ONLINE);
        stage().await("two", AccountState.ONLINE);
        stage().deliver("m-1", "both");
        assertEquals("both", Stage.text(stage().message(one)));
        assertEquals("both", Stage.text(stage().message(two)));

        stage().host.stop("one");
        stage().deliver("m-2", "the other");

        assertEquals("the other", Stage.text(stage().message(two)));
        assertEquals(AccountState.ONLINE, stage().host.status("two").state());
    }

    @Test
    @DisplayName("A-50 it survives many reconnects")
    void survivesManyReconnects() throws InterruptedException {
        stage().needs(Behaviour.DROPS_CONNECTION);
        stage().prepared();
        for (int i = 0; i < RECONNECTS; i++) {
            try (SingleRun run = SingleRun.start(stage())) {
                run.awaitConnected();
                stage().im.dropConnections();
                stage().waiting("end of run " + i).until(run::ended);
            }
        }
        stage().waiting("all connections are closed").until(() -> stage().im.connections() == 0);
    }
}
