package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.runtime.im.account.AccountState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class LifeContract {
    /// So many failures that a pause which doubles would be long.
    private static final int BAD = 8;

    abstract Stage stage();

    @Test
    @DisplayName("A-13 it ends within 5 seconds when interrupted while connected")
    void stopsWhileConnected() throws InterruptedException {
        stage().prepared();
        try (SingleRun run = SingleRun.start(stage())) {
            run.awaitConnected();
            run.stop();
        }
    }

    @Test
    @DisplayName("A-13 it ends within 5 seconds when interrupted while the peer says nothing")
    void stopsWhileWaiting() throws InterruptedException {
        stage().needs(Behaviour.HALF_OPEN);
        stage().im.fallSilent(true);
        stage().prepared();
        try (SingleRun run = SingleRun.start(stage())) {
            stage().attempted(1);
            run.stop();
        }
    }

    @Test
    @DisplayName("A-14 nothing stays open after the end")
    void closesItsConnections() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        stage().stop();
        stage().waiting("all connections are closed").until(() -> stage().im.connections() == 0);
        stage().waiting("nobody hears of plugins any more").until(() -> context.commands().watches() == 0);
    }

    @Test
    @DisplayName("A-15 after a loss the host brings it back")
    void comesBackAfterALoss() throws InterruptedException {
        stage().needs(Behaviour.DROPS_CONNECTION);
        RecordingAdapterContext context = stage().online();
        stage().im.dropConnections();
        stage().attempted(2);
        stage().await(AccountState.ONLINE);
        stage().messagesArrive(context);
    }

    @Test
    @DisplayName("A-16 a loss ends run(); it never reconnects by itself")
    void leavesReconnectingToTheHost() throws InterruptedException {
        stage().needs(Behaviour.DROPS_CONNECTION);
        stage().prepared();
        try (SingleRun run = SingleRun.start(stage())) {
            run.awaitConnected();
            int attempts = stage().settledAttempts();
            stage().im.dropConnections();
            run.awaitEnd();
            assertEquals(attempts, stage().im.attempts(), "it connected again by itself");
        }
    }

    @Test
    @DisplayName("A-17 it says connected only after the login")
    void isNotConnectedBeforeTheLogin() throws InterruptedException {
        stage().needs(Behaviour.HALF_OPEN);
        stage().im.fallSilent(true);
        stage().start();
        stage().attempted(1);
        stage().staysSo("not online", () -> stage().host.status(Stage.BOT).state() != AccountState.ONLINE);
    }

    @Test
    @DisplayName("A-18 it tells who is logged in")
    void tellsItsProfile() throws InterruptedException {
        stage().online();
        assertFalse(stage().host.status(Stage.BOT).profile().map(AccountProfile::platformId).orElse("").isEmpty(),
                "the profile has no id of the platform");
    }

    @Test
    @DisplayName("A-63 a second account of the same bot is refused with a sentence that names the first")
    void isOneBotInOneAccount() throws InterruptedException {
        stage().needs(Behaviour.SHARES_BOTS);
        stage().host.eachBotOnce();
        RecordingAdapterContext first = stage().start("first");
        stage().await("first", AccountState.ONLINE);
        String named = first.config().identity();
        if (!named.isEmpty()) {
            assertEquals(named, stage().host.status("first").profile().map(AccountProfile::platformId).orElse(""),
                    "the profile's id is another than the one in the settings");
        }
        stage().startTwin("second");
        stage().await("second", AccountState.FAILED);
        assertTrue(stage().host.status("second").reason().contains("as account first already is"),
                () -> "it says: " + stage().host.status("second").reason());
        assertEquals(AccountState.ONLINE, stage().host.status("first").state());
        stage().messagesArrive(first);
    }

    @Test
    @DisplayName("A-19 a refused login is AUTHENTICATION, tried once")
    void asksForALogin() throws InterruptedException {
        stage().needs(Behaviour.REFUSES_LOGIN);
        stage().im.refuseLogin(true);
        stage().start();
        stage().await(AccountState.NEEDS_LOGIN);
        assertEquals(1, stage().im.attempts());
        assertEquals(AccountState.NEEDS_LOGIN, stage().host.status(Stage.BOT).state());
    }

    @Test
    @DisplayName("A-11 reasons for people hold no secret")
    void keepsSecrets() throws InterruptedException {
        stage().needs(Behaviour.REFUSES_LOGIN);
        stage().im.refuseLogin(true);
        stage().start();
        stage().waiting("an end of the attempt").until(() -> !stage().host.status(Stage.BOT).reason().isEmpty());
        stage().noSecret(stage().host.status(Stage.BOT).reason() + " " + stage().host.status(Stage.BOT).detail());
    }

    @Test
    @DisplayName("A-20 an unreachable platform is COMMUNICATION, tried again")
    void triesAgain() throws InterruptedException {
        stage().needs(Behaviour.REFUSES_CONNECTIONS);
        stage().im.refuseConnections(true);
        stage().start();
        stage().await(AccountState.RETRYING);
        stage().im.refuseConnections(false);
        stage().await(AccountState.ONLINE);
    }

    @Test
    @DisplayName("A-62 one that waits for its platform listens again at once, whoever came before")
    void listensAgainAtOnce() throws InterruptedException {
        stage().needs(Behaviour.CONNECTS_BADLY);
        stage().im.connectBadly(true);
        RecordingAdapterContext context = stage().start();
        stage().waiting("bad connections come").until(() -> stage().im.attempts() >= BAD || stage().host.retried(Stage.BOT));
        stage().im.connectBadly(false);
        stage().await(AccountState.ONLINE);
        stage().messagesArrive(context);
        assertFalse(stage().host.retried(Stage.BOT), "the good connection had to wait for a pause after the bad ones");
    }

    @Test
    @DisplayName("A-21 it notices a peer that fell silent")
    void noticesSilence() throws InterruptedException {
        stage().needs(Behaviour.FALLS_SILENT);
        stage().online();
        stage().im.fallSilent(true);
        stage().waiting("not online any more").until(() -> stage().host.status(Stage.BOT).state() != AccountState.ONLINE);
        stage().im.fallSilent(false);
        stage().await(AccountState.ONLINE);
    }
}
