package dev.botyard.adapters.weixin;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.ability.InteractiveLogin.Prompt;
import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.testkit.HarnessRun;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeixinLoginIT extends PlayedAccount {
    private final Person person = new Person();

    @AfterEach
    void keptTheRulesOfThePlatform() {
        assertEquals(List.of(), server.complaints());
    }

    /// Somebody with a phone: at each QR code and at each word the next thing planned is done.
    private final class Person implements Prompt {
        private final List<String> seen = new ArrayList<>();
        private final Deque<Runnable> plan = new ArrayDeque<>();
        private final Deque<String> digits = new ArrayDeque<>();

        Person then(Runnable action) {
            plan.add(action);
            return this;
        }

        private void act() {
            if (!plan.isEmpty()) {
                plan.poll().run();
            }
        }

        @Override
        public void showQr(URI content, Instant expires) {
            assertTrue(Duration.between(clock.instant(), expires).toMinutes() == 5, "expires " + expires);
            seen.add("qr " + content);
            act();
        }

        @Override
        public void tell(String text) {
            seen.add(text);
            if (text.startsWith("scanned")) {
                act();
            }
        }

        @Override
        public String askCode(String question, Duration timeout) {
            assertFalse(timeout.isNegative());
            seen.add(question);
            return digits.poll();
        }
    }

    private AdapterException failed() {
        AdapterException failure = assertThrows(AdapterException.class, () -> host.ability(InteractiveLogin.class).login(person));
        assertEquals(ErrorKind.AUTHENTICATION, failure.kind());
        return failure;
    }

    @Test
    void logsInAndStaysLoggedInAfterARestart() throws InterruptedException {
        person.then(() -> server.scan("scaned")).then(() -> server.scan("confirmed"));
        AccountProfile profile = host.ability(InteractiveLogin.class).login(person);
        assertEquals(new AccountProfile(IlinkServer.BOT, "", "bot of " + IlinkServer.ANN), profile);
        assertEquals(List.of("qr https://weixin.example/q/code-1", "scanned; confirm on the phone", "logged in as b0t@im.bot"),
                person.seen);
        try (HarnessRun run = online()) {
            assertEquals(profile, run.profile());
        }
    }

    @Test
    void usesTheAddressThatTheLoginNames() throws InterruptedException {
        try (IlinkServer other = new IlinkServer(0)) {
            String token = other.freshToken();
            person.then(() -> server.scan("confirmed", "bot_token", token, "baseurl", other.url().toString()));
            host.ability(InteractiveLogin.class).login(person);
            try (HarnessRun run = online()) {
                assertFalse(run.ended());
                assertEquals(1, other.count("notifystart"));
                assertEquals(0, server.count("notifystart"));
            }
        }
    }

    @Test
    void asksForTheDigitsUntilTheyAreRight() throws InterruptedException {
        person.then(() -> server.scan("need_verifycode", "digits", "42")).then(() -> server.scan("confirmed"));
        person.digits.addAll(List.of("24", " 42 "));
        host.ability(InteractiveLogin.class).login(person);
        assertEquals(List.of("qr https://weixin.example/q/code-1", "type the digits that WeChat shows on the phone",
                "these digits were wrong; type those that WeChat shows on the phone", "scanned; confirm on the phone",
                "logged in as b0t@im.bot"), person.seen);
    }

    @Test
    void showsANewCodeWhenTheDigitsAreBlocked() throws InterruptedException {
        person.then(() -> server.scan("need_verifycode", "digits", "42")).then(() -> server.scan("confirmed"));
        person.digits.addAll(List.of("1", "2", "3"));
        host.ability(InteractiveLogin.class).login(person);
        assertEquals(2, server.codes());
        assertTrue(person.seen.contains("here is a new code (2 of 3)"), person.seen.toString());
    }

    @Test
    void givesUpAfterThreeCodes() {
        person.then(() -> server.scan("expired")).then(() -> server.scan("expired")).then(() -> server.scan("expired"));
        assertTrue(failed().getMessage().startsWith("3 QR codes were not used in time"));
        assertEquals(3, server.codes());
        assertTrue(store.values().isEmpty());
    }

    @Test
    void takesACodeOfFiveMinutesAsExpired() throws InterruptedException {
        person.then(() -> clock.advance(Duration.ofMinutes(6))).then(() -> server.scan("confirmed"));
        host.ability(InteractiveLogin.class).login(person);
        assertEquals(2, server.codes());
    }

    @Test
    void followsARedirection() throws InterruptedException {
        try (IlinkServer other = new IlinkServer(0)) {
            person.then(() -> {
                server.scan("scaned_but_redirect", "redirect_host", other.url().getAuthority());
                other.expectCode(1);
                other.scan("confirmed");
            });
            host.ability(InteractiveLogin.class).login(person);
            assertTrue(other.count("get_qrcode_status") >= 1);
        }
    }

    @Test
    void doesNotFollowARedirectionToNowhere() throws InterruptedException {
        person.then(() -> {
            server.scan("scaned_but_redirect", "redirect_host", "evil/../x?y");
            Threads.startVirtual("test-phone", () -> {
                await().until(() -> server.count("get_qrcode_status") > 0);
                server.scan("confirmed");
            });
        });
        host.ability(InteractiveLogin.class).login(person);
        assertTrue(server.count("get_qrcode_status") > 1, "it went on asking the same host");
    }

    @Test
    void keepsTheLoginOfABotThatIsBoundAlready() throws InterruptedException {
        logIn();
        Map<String, String> before = Map.copyOf(store.values());
        person.then(() -> server.scan("binded_redirect"));
        assertEquals(IlinkServer.BOT, host.ability(InteractiveLogin.class).login(person).platformId());
        assertEquals(before, store.values());
    }

    @Test
    void saysWhatToDoAboutABotThatIsBoundElsewhere() {
        person.then(() -> server.scan("binded_redirect"));
        assertTrue(failed().getMessage().contains("end the connection on the phone"));
    }

    @Test
    void refusesAConfirmationWithoutAnAccount() {
        person.then(() -> server.scan("confirmed", "ilink_bot_id", ""));
        assertTrue(failed().getMessage().contains("named no account"));
        assertTrue(store.values().isEmpty());
    }

    @Test
    void takesNetworkTroubleAsWaiting() throws InterruptedException {
        server.fail("get_qrcode_status", IlinkFault.broken().times(3));
        person.then(() -> server.scan("confirmed"));
        host.ability(InteractiveLogin.class).login(person);
        assertTrue(server.count("get_qrcode_status") >= 4);
    }

    @Test
    void saysThatThePlatformCannotBeReached() {
        host.with("base_url", nowhere().toString());
        AdapterException failure = assertThrows(AdapterException.class, () -> host.ability(InteractiveLogin.class).login(person));
        assertEquals(ErrorKind.COMMUNICATION, failure.kind());
    }

    @Test
    void forgetsCursorAndWindowsOfAnotherBot() throws InterruptedException {
        logIn();
        store.values().put("cursor", "old");
        store.values().put("person/ann@im.wechat", "{}");
        person.then(() -> server.scan("confirmed", "ilink_bot_id", IlinkServer.BOT));
        host.ability(InteractiveLogin.class).login(person);
        assertTrue(store.values().containsKey("cursor"));
        person.then(() -> server.scan("confirmed", "ilink_bot_id", "other@im.bot"));
        host.ability(InteractiveLogin.class).login(person);
        assertEquals(List.of("login"), List.copyOf(store.values().keySet()));
    }
}
