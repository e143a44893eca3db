package dev.botyard.adapters.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayIT {
    private static final long MEMBERS = 1 << 1;
    private static final long MESSAGE_CONTENT = 1 << 15;

    private final PlayedDiscord discord = new PlayedDiscord();

    @AfterEach
    void close() {
        discord.close();
    }

    private static String text(AdapterHarness host) throws InterruptedException {
        return host.event(MessageEvent.class).segments().getFirst().asText();
    }

    @Test
    void anAttemptResumesWhereTheOneBeforeEnded() throws InterruptedException {
        try (AdapterHarness host = discord.account().online()) {
            discord.says("before");
            assertEquals("before", text(host));
            discord.server.say(DiscordSession.frame(7, null, null, null));
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
            Patience.await().until(() -> discord.server.sockets.isEmpty());
            discord.says("meanwhile");
            host.connect();
            assertEquals("meanwhile", text(host));
            assertEquals(discord.bot.id(), host.profile().platformId());
            assertEquals(1, discord.server.identifies.get());
            assertEquals(1, discord.server.resumes.get());
        }
    }

    @Test
    void aRestartedHostResumesToo() throws InterruptedException {
        MemoryStore store = new MemoryStore();
        try (AdapterHarness host = discord.account().store(store).online()) {
            discord.says("before");
            assertEquals("before", text(host));
        }
        Patience.await().until(() -> discord.server.sockets.isEmpty());
        discord.says("meanwhile");
        try (AdapterHarness host = discord.account().store(store).online()) {
            MessageEvent event = host.event(MessageEvent.class);
            assertEquals("meanwhile", event.segments().getFirst().asText());
            assertEquals("Friends #general", event.chat().name());
            assertEquals(1, discord.server.identifies.get());
        }
    }

    @Test
    void aSessionThatIsOverIsBegunAnew() throws InterruptedException {
        try (AdapterHarness host = discord.account().online()) {
            discord.server.forgetSessions();
            discord.server.drop();
            host.end();
            host.connect();
            discord.says("after");
            assertEquals("after", text(host));
            assertEquals(2, discord.server.identifies.get());
        }
    }

    @Test
    void aServerThatIsGoneIsLookedForAtTheFrontDoor() throws InterruptedException {
        MemoryStore store = new MemoryStore();
        try (AdapterHarness _ = discord.account().store(store).online()) {
            assertEquals(1, discord.server.identifies.get());
        }
        store.put("session", store.get("session").orElseThrow().replace(discord.server.gateway("/resume"), "ws://127.0.0.1:1/"));
        try (AdapterHarness host = discord.account().store(store).start()) {
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
            host.connect();
            assertEquals(1, discord.server.identifies.get());
            assertEquals(1, discord.server.resumes.get());
        }
    }

    @ParameterizedTest
    @CsvSource({"4004,AUTHENTICATION", "4010,CONFIGURATION", "4011,CONFIGURATION", "4012,CONFIGURATION", "4013,CONFIGURATION",
        "4014,CONFIGURATION", "4000,COMMUNICATION", "4008,COMMUNICATION", "4009,COMMUNICATION"})
    void aCloseCodeSaysWhatToDo(int code, ErrorKind kind) throws InterruptedException {
        try (AdapterHarness host = discord.account().online()) {
            for (WireSocket socket : discord.server.sockets) {
                socket.close(code, "so");
            }
            AdapterException end = host.failure();
            assertEquals(kind, end.kind(), end.getMessage());
            assertEquals(Integer.toString(code), end.platformCode());
            assertFalse(end.getMessage().contains(PlayedDiscord.TOKEN));
        }
    }

    @Test
    void intentsThatAreSwitchedOffInThePortalAreNamedAsThere() throws InterruptedException {
        discord.server.refusedIntents = MEMBERS | MESSAGE_CONTENT;
        try (AdapterHarness host = discord.account().start()) {
            AdapterException end = host.failure();
            assertEquals(ErrorKind.CONFIGURATION, end.kind());
            assertTrue(
                    end.getMessage().contains("Privileged Gateway Intents") && end.getMessage().contains("MESSAGE CONTENT INTENT")
                            && end.getMessage().contains("SERVER MEMBERS INTENT"),
                    end.getMessage());
            host.with("message_content", "false").with("members", "false").connect();
            discord.says("<@" + discord.bot.id() + "> you");
            assertEquals(2, host.event(MessageEvent.class).segments().size());
        }
    }

    @Test
    void aTokenThatIsNotAcceptedIsTriedOnce() throws InterruptedException {
        try (AdapterHarness host = discord.account().with("token", "another").start()) {
            AdapterException end = host.failure();
            assertEquals(ErrorKind.AUTHENTICATION, end.kind());
            assertTrue(end.getMessage().contains("Reset Token"), end.getMessage());
            assertEquals(0, discord.server.identifies.get());
        }
    }

    @Test
    void aTokenMayBeCopiedWithItsWord() throws InterruptedException {
        try (AdapterHarness host = discord.account().with("token", " Bot " + PlayedDiscord.TOKEN + " ").online()) {
            assertEquals(discord.bot.id(), host.profile().platformId());
        }
    }

    @Test
    void aTokenThatACallProvesToBeVoidEndsTheConnection() throws InterruptedException {
        try (AdapterHarness host = discord.account().online()) {
            discord.server.refusing = true;
            AdapterException send = assertThrows(AdapterException.class,
                    () -> host.send(Target.group(DiscordServer.CHANNEL), "hi"));
            assertEquals(ErrorKind.AUTHENTICATION, send.kind());
            assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
        }
    }

    @Test
    void aPeerThatAnswersNoHeartbeatIsLeft() throws InterruptedException {
        discord.server.heartbeatInterval = 500;
        discord.server.deafToBeats = true;
        try (AdapterHarness host = discord.account().online()) {
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
            Patience.await().until(() -> discord.server.closings.contains("no answer to a heartbeat"));
        }
    }

    @Test
    void aBusyHostIsNoSilentPeer() throws InterruptedException {
        // Long enough for the answer to a beat on a slow machine.
        discord.server.heartbeatInterval = 1_000;
        try (AdapterHarness host = discord.account().online()) {
            host.busy();
            discord.says("wait");
            int beats = discord.server.beats.get();
            Patience.await().until(() -> discord.server.beats.get() > beats + 2);
            host.free();
            assertEquals("wait", text(host));
            discord.says("on");
            assertEquals("on", text(host));
            assertEquals(1, discord.server.attempts.get());
        }
    }

    @Test
    void aBotThatHasLoggedInTooOftenWaits() throws InterruptedException {
        discord.server.startsLeft = 0;
        try (AdapterHarness host = discord.account().start()) {
            AdapterException end = host.failure();
            assertEquals(ErrorKind.RATE_LIMITED, end.kind());
            assertEquals(Duration.ofHours(4), end.retryAfter().orElseThrow());
            assertEquals(0, discord.server.identifies.get());
        }
    }
}
