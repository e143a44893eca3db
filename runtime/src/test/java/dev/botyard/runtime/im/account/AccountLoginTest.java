package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.AccountLogin.State;
import dev.botyard.runtime.im.account.AccountLogin.View;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A login that a person is led through. What the adapter does is the test's.
class AccountLoginTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final TestTicker clock = new TestTicker(NOON);
    private final PlayedAccounts accounts = new PlayedAccounts(clock);
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        hold.countDown();
        accounts.close();
    }

    /// Begins the login of account `a`, which is switched off.
    private AccountLogin begin(InteractiveLogin how) throws InterruptedException {
        accounts.im().can(InteractiveLogin.class, how);
        accounts.configure(SampleAccount.of("qq", "a").disabled());
        return accounts.supervisor().login("a").orElseThrow().login();
    }

    private static View awaitState(AccountLogin login, State state) {
        await("the login is " + state).until(() -> login.view().state() == state);
        return login.view();
    }

    private AccountProfile held() throws InterruptedException {
        hold.await();
        return AccountProfile.of("10001");
    }

    @Test
    void aLoginThatIsDoneStartsTheAccount() throws Exception {
        AccountLogin login = begin(prompt -> AccountProfile.of("10001").named("Bot"));
        View done = awaitState(login, State.DONE);
        assertEquals("10001 Bot", done.profile().orElseThrow().platformId() + " " + done.profile().orElseThrow().name());
        assertEquals("", done.error());
        accounts.awaitState("a", AccountState.ONLINE);
    }

    @Test
    void aCodeIsShownWithItsNumberUntilTheLoginIsOver() throws Exception {
        AccountLogin login = begin(prompt -> {
            prompt.showQr(URI.create("https://qr/1"), NOON.plusSeconds(60));
            prompt.showQr(URI.create("https://qr/2"), NOON.plusSeconds(120));
            return held();
        });
        await().until(() -> login.view().qr().filter(qr -> qr.number() == 2).isPresent());
        AccountLogin.Qr qr = login.view().qr().orElseThrow();
        assertEquals("https://qr/2", qr.content());
        assertEquals("QR code 2 until 2026-05-01T12:02:00Z", qr.toString(), "what it says is as good as a password");
        assertTrue(login.scannable(qr));
        clock.advance(Duration.ofSeconds(120));
        assertFalse(login.scannable(qr));
        hold.countDown();
        assertTrue(awaitState(login, State.DONE).qr().isEmpty());
    }

    @Test
    void aCodeThatIsAskedForReachesTheAdapterOnce() throws Exception {
        AtomicReference<String> got = new AtomicReference<>();
        AccountLogin login = begin(prompt -> {
            got.set(prompt.askCode("the code of the message", Patience.SOON) + " " + prompt.askCode("once more", Patience.SOON));
            return AccountProfile.of("10001");
        });
        assertEquals("the code of the message", awaitState(login, State.WAITING_FOR_CODE).question());
        assertTrue(login.giveCode("1234"));
        await().until(() -> login.view().question().equals("once more"));
        assertTrue(login.giveCode("5678"));
        awaitState(login, State.DONE);
        assertEquals("1234 5678", got.get());
        assertFalse(login.giveCode("0000"), "nobody asks any more");
        assertFalse(login.view().toString().contains("1234"));
    }

    @Test
    void aCodeThatNobodyAskedForIsNotKept() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AccountLogin login = begin(prompt -> {
            asked.await();
            return AccountProfile.of(prompt.askCode("code", Patience.SOON));
        });
        assertFalse(login.giveCode("early"));
        asked.countDown();
        awaitState(login, State.WAITING_FOR_CODE);
        assertTrue(login.giveCode("late"));
        assertEquals("late", awaitState(login, State.DONE).profile().orElseThrow().platformId());
    }

    @Test
    void aCodeThatIsNotGivenInTimeEndsTheLogin() throws Exception {
        View failed = awaitState(begin(prompt -> AccountProfile.of(prompt.askCode("code", Duration.ofNanos(1)))), State.FAILED);
        assertEquals("nobody gave the code in time; start the login again", failed.error());
        assertEquals("", failed.question());
        assertEquals(AccountState.DISABLED, accounts.status("a").state());
    }

    @Test
    void whatTheAdapterTellsIsShownAndBounded() throws Exception {
        AccountLogin login = begin(prompt -> {
            prompt.tell("x".repeat(1_500));
            IntStream.range(0, 120).forEach(i -> prompt.tell("line " + i));
            return held();
        });
        await().until(() -> login.view().lines().contains("line 119"));
        View view = login.view();
        assertEquals("100 lines from 22", view.lines().size() + " lines from " + view.firstLine());
        assertEquals("line 20", view.lines().getFirst());
    }

    @Test
    void aLineThatIsTooLongIsCut() throws Exception {
        View view = awaitState(begin(prompt -> {
            prompt.tell("x".repeat(1_001));
            return AccountProfile.of("1");
        }), State.DONE);
        assertEquals(List.of("x".repeat(1_000) + "…"), view.lines());
    }

    @Test
    void aLoginThatFailsSaysWhyAndMayBeTriedAgain() throws Exception {
        AccountLogin login = begin(prompt -> {
            throw new AdapterException(ErrorKind.AUTHENTICATION, "the phone refused");
        });
        assertEquals("the phone refused", awaitState(login, State.FAILED).error());
        await().until(() -> !login.underWay());
        accounts.im().can(InteractiveLogin.class, prompt -> AccountProfile.of("10001"));
        AccountSupervisor.LoginBegun again = accounts.supervisor().login("a").orElseThrow();
        assertFalse(again.joined());
        awaitState(again.login(), State.DONE);
    }

    @Test
    void anErrorOfTheHostIsNotShownToWhoeverLogsIn() throws Exception {
        View failed = awaitState(begin(prompt -> {
            throw new IllegalStateException("token=secret");
        }), State.FAILED);
        assertEquals("the login failed because of an error of the host; its log has the details", failed.error());
    }

    /// As a class that the adapter's jar lacks, where the boundary does not stop it.
    @Test
    void aLoginThatBreaksIsOver() throws Exception {
        AccountLogin login = begin(prompt -> {
            throw new Error("token=secret");
        });
        assertEquals("the login failed because of an error of the host; its log has the details",
                awaitState(login, State.FAILED).error());
        await().until(() -> !login.underWay());
    }

    @Test
    void aLoginThatWasNotCancelledDoesNotSaySo() throws Exception {
        assertEquals("adapter played was interrupted though nobody cancelled the login", awaitState(begin(prompt -> {
            throw new InterruptedException();
        }), State.FAILED).error());
    }

    @Test
    void anAdapterMustSayWhoIsLoggedIn() throws Exception {
        assertEquals("the adapter ended the login without saying who is logged in",
                awaitState(begin(prompt -> null), State.FAILED).error());
    }

    @Test
    void aSecondPersonJoinsTheLoginThatIsUnderWay() throws Exception {
        AccountLogin login = begin(prompt -> held());
        AccountSupervisor.LoginBegun second = accounts.supervisor().login("a").orElseThrow();
        assertEquals(true, second.joined() && second.login() == login);
        assertEquals(login, accounts.supervisor().findLogin("a").orElseThrow());
    }

    @Test
    void aCancelledLoginLeavesTheAccountAsItWas() throws Exception {
        AccountLogin login = begin(prompt -> {
            prompt.showQr(URI.create("https://qr/1"), NOON.plusSeconds(60));
            return AccountProfile.of(prompt.askCode("code", Patience.SOON));
        });
        awaitState(login, State.WAITING_FOR_CODE);
        assertTrue(accounts.supervisor().cancelLogin("a"));
        assertEquals(State.CANCELLED, login.view().state());
        assertEquals("", login.view().question());
        assertFalse(accounts.supervisor().cancelLogin("a"), "nothing is under way");
        assertEquals(AccountState.DISABLED, accounts.status("a").state());
    }

    @Test
    void whatAnAdapterDoesAfterTheEndIsNotShown() throws Exception {
        AtomicReference<InteractiveLogin.Prompt> kept = new AtomicReference<>();
        AccountLogin login = begin(prompt -> {
            kept.set(prompt);
            return AccountProfile.of("10001");
        });
        awaitState(login, State.DONE);
        kept.get().tell("late");
        kept.get().showQr(URI.create("https://qr/late"), NOON);
        assertThrows(InterruptedException.class, () -> kept.get().askCode("late", Patience.SOON));
        assertEquals("[] Optional.empty  DONE",
                login.view().lines() + " " + login.view().qr() + " " + login.view().question() + " " + login.view().state());
    }

    @Test
    void stoppingOrRemovingTheAccountCancelsItsLogin() throws Exception {
        AccountLogin login = begin(prompt -> held());
        accounts.supervisor().stop("a");
        assertEquals(State.CANCELLED, login.view().state());
        AccountLogin second = accounts.supervisor().login("a").orElseThrow().login();
        accounts.configure();
        assertEquals(State.CANCELLED, second.view().state());
        assertTrue(accounts.supervisor().findLogin("a").isEmpty());
        assertTrue(accounts.supervisor().login("a").isEmpty(), "there is no such account");
    }

    @Test
    void anAccountThatIsConnectedOrBrokenOrCannotIsNotLoggedIn() throws Exception {
        accounts.configure(SampleAccount.of("qq", "on"), SampleAccount.of("qq", "broken").problem("url is missing"),
                SampleAccount.of("qq", "cannot").disabled().able(Capability.SEND_TEXT));
        assertEquals("wrong_state: account on is online; to log in anew, first stop it with 'botyard accounts stop on'",
                refusal("on"));
        assertEquals("wrong_state: account broken cannot log in: url is missing", refusal("broken"));
        assertEquals("no_interactive_login: adapter played of account cannot has no interactive login; 'botyard accounts start"
                + " cannot' connects it anew", refusal("cannot"));
    }

    private String refusal(String id) {
        LoginRefusedException refused = assertThrows(LoginRefusedException.class, () -> accounts.supervisor().login(id));
        return refused.code() + ": " + refused.getMessage();
    }

    @Test
    void anAdapterThatDeclaresALoginAndHasNoneIsToldSo() throws Exception {
        accounts.configure(SampleAccount.of("qq", "a").disabled());
        View failed = awaitState(accounts.supervisor().login("a").orElseThrow().login(), State.FAILED);
        assertEquals("adapter played of account a has no interactive login", failed.error());
        assertNull(failed.profile().orElse(null));
    }
}
