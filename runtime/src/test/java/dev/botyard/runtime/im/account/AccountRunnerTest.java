package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.config.HostSettings.ReconnectSettings;
import dev.botyard.runtime.im.account.ScriptedAttempts.Attempt;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One account from attempt to attempt, as its adapter reports.
class AccountRunnerTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final TestTicker clock = new TestTicker(NOON);
    private final AccountRegistry registry = new AccountRegistry();
    private final ScriptedAttempts gate = new ScriptedAttempts();
    private volatile ReconnectSettings reconnect = new ReconnectSettings(Duration.ofMillis(1), Duration.ofHours(1));
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, gate, clock, () -> reconnect);

    @BeforeEach
    void open() {
        supervisor.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        supervisor.close();
        registry.close();
    }

    private Attempt begin() throws InterruptedException {
        supervisor.configure(List.of(SampleAccount.of("qq", "a").spec()));
        return gate.next();
    }

    private AccountStatus status() {
        return registry.snapshot().find("a").orElseThrow().status();
    }

    private AccountStatus awaitState(AccountState state) {
        await("it is " + state.label()).until(() -> status().state() == state);
        return status();
    }

    private static AdapterException lost(String why) {
        return new AdapterException(ErrorKind.COMMUNICATION, why);
    }

    @Test
    void anAccountStartsAndIsOnlineWhenItsAdapterSaysSo() throws Exception {
        Attempt attempt = begin();
        assertEquals(AccountState.STARTING, status().state());
        assertTrue(supervisor.session("a").isEmpty());
        clock.advance(Duration.ofSeconds(9));
        attempt.connection().connected(AccountProfile.of("10001").named("Bot").detail("phone"));
        AccountStatus online = status();
        assertEquals("online phone 10001 Bot", online.state().label() + " " + online.detail() + " "
                + online.profile().orElseThrow().platformId() + " " + online.profile().orElseThrow().name());
        assertEquals(NOON.plusSeconds(9), online.since());
        assertTrue(supervisor.session("a").isPresent());
    }

    @Test
    void whoSaysItTwiceIsOnlineSinceTheFirstTime() throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        clock.advance(Duration.ofSeconds(9));
        attempt.connection().connected(AccountProfile.of("10001").named("Renamed"));
        assertEquals(NOON, status().since());
        assertEquals("Renamed", status().profile().orElseThrow().name());
    }

    @Test
    void whoCannotSendYetIsNotOnlineAndSaysWhy() throws Exception {
        Attempt attempt = begin();
        attempt.connection().pending("the phone is asleep");
        assertEquals("starting: not able to send yet (the phone is asleep)",
                status().state().label() + ": " + status().detail() + " (" + status().reason() + ")");
        assertFalse(status().expected());
        attempt.connection().connected(AccountProfile.of("10001"));
        assertEquals("online: ", status().state().label() + ": " + status().detail() + status().reason());
    }

    @Test
    void whoIsOnlineDoesNotGoBackToWaiting() throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        attempt.connection().waiting("for the platform");
        attempt.connection().pending("too late");
        assertEquals("online false ", status().state().label() + " " + status().waiting() + " " + status().detail());
    }

    @Test
    void whoWaitsForHisPlatformSaysWhatFor() throws Exception {
        Attempt attempt = begin();
        attempt.connection().waiting("set the address in the program");
        assertEquals("starting true set the address in the program",
                status().state().label() + " " + status().waiting() + " " + status().detail());
        attempt.fail(lost("the peer went"));
        gate.next();
        assertEquals("retrying true set the address in the program the peer went", status().state().label() + " "
                + status().waiting() + " " + status().detail() + " " + status().reason());
    }

    @Test
    void anAdapterThatReturnsHasLostItsConnection() throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        attempt.end();
        gate.next();
        assertEquals("retrying the connection ended", status().state().label() + " " + status().reason());
        assertTrue(supervisor.session("a").isEmpty());
    }

    @Test
    void attemptsAreCountedUntilOneIsOnline() throws Exception {
        Attempt attempt = begin();
        for (int failures = 1; failures <= 3; failures++) {
            attempt.fail(lost("nobody answers"));
            attempt = gate.next();
            assertEquals(failures, status().attempt());
        }
        attempt.connection().connected(AccountProfile.of("10001"));
        assertEquals("0 Optional.empty", status().attempt() + " " + status().nextRetry());
    }

    @Test
    void aPlatformThatNamesATimeIsAskedNoEarlier() throws Exception {
        begin().fail(AdapterException.rateLimited("too many logins", Duration.ofHours(3)));
        assertEquals(Optional.of(NOON.plus(Duration.ofHours(3))), awaitState(AccountState.RETRYING).nextRetry());
        assertEquals("too many logins", status().reason());
    }

    @Test
    void aShorterTimeThanTheHostsOwnPauseIsNoReasonToHurry() throws Exception {
        reconnect = new ReconnectSettings(Duration.ofHours(1), Duration.ofHours(1));
        begin().fail(AdapterException.rateLimited("in a nanosecond", Duration.ofNanos(1)));
        assertEquals(Optional.of(NOON.plusMillis(100)), awaitState(AccountState.RETRYING).nextRetry());
    }

    @Test
    void aPauseEndsAtOnceWhenTheAccountIsStopped() throws Exception {
        begin().fail(AdapterException.rateLimited("too many logins", Duration.ofHours(3)));
        awaitState(AccountState.RETRYING);
        supervisor.stop("a");
        assertEquals("disabled stopped by an operator", status().state().label() + " " + status().detail());
    }

    @ParameterizedTest
    @EnumSource(value = ErrorKind.class, names = {"CONFIGURATION", "AUTHENTICATION"}, mode = EnumSource.Mode.EXCLUDE)
    void whateverElseGoesWrongIsTriedAgain(ErrorKind kind) throws Exception {
        begin().fail(new AdapterException(kind, "trouble"));
        gate.next().connection().connected(AccountProfile.of("10001"));
        assertEquals(AccountState.ONLINE, status().state());
    }

    @Test
    void wrongSettingsNeedAPersonAndTheFileIsNamed() throws Exception {
        begin().fail(new AdapterException(ErrorKind.CONFIGURATION, "url and self_id contradict each other"));
        assertEquals("url and self_id contradict each other: correct accounts/a.yaml",
                awaitState(AccountState.FAILED).reason() + ": " + status().detail());
    }

    static Throwable[] breaks() {
        return new Throwable[]{new IllegalStateException("token=secret"), new NullPointerException(),
            new OutOfMemoryError("test"),
            new Error("token=secret")};
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void anAccountWhoseAdapterCannotBeMadeSaysSo(Throwable failure) throws Exception {
        gate.refusing = failure;
        supervisor.configure(List.of(SampleAccount.of("qq", "a").spec()));
        assertBroken(failure);
        gate.refusing = null;
        assertTrue(supervisor.start("a"));
        gate.next().connection().connected(AccountProfile.of("10001"));
        assertEquals(AccountState.ONLINE, status().state());
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void anAccountWhoseAttemptBreaksPastItsBoundarySaysSo(Throwable failure) throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        attempt.fail(failure);
        assertBroken(failure);
        assertTrue(supervisor.session("a").isEmpty());
    }

    private void assertBroken(Throwable failure) {
        assertEquals("account a of adapter played ended with " + failure.getClass().getSimpleName()
                + "; the host's log has the details: start it again with 'botyard accounts start a'",
                awaitState(AccountState.FAILED).reason() + ": " + status().detail());
    }

    @Test
    void anAccountWhoseAdapterKeepsWhatItWasLentSaysSoAndEnds() throws Exception {
        Attempt attempt = begin();
        gate.keeping = new IllegalStateException("token=secret");
        attempt.fail(lost("gone"));
        assertBroken(gate.keeping);
        supervisor.configure(List.of(SampleAccount.of("qq", "b").spec()));
        gate.next().connection().connected(AccountProfile.of("10002"));
        assertEquals(List.of("b"), registry.snapshot().all().stream().map(account -> account.id().value()).toList());
        gate.keeping = null;
    }

    /// As one that ends its own work by interrupting itself.
    @Test
    void anAdapterThatIsInterruptedByItselfIsTriedAgain() throws Exception {
        for (int round = 0; round < 20; round++) {
            begin().fail(new InterruptedException());
            gate.next().connection().connected(AccountProfile.of("10001"));
            assertEquals(AccountState.ONLINE, status().state());
            supervisor.configure(List.of());
        }
        begin().fail(new InterruptedException());
        gate.next();
        assertEquals("adapter played was interrupted unasked", status().reason());
    }

    @Test
    void aPlatformThatMeansForEverIsAskedAgainNextMonth() throws Exception {
        begin().fail(AdapterException.rateLimited("banned", Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Optional.of(NOON.plus(Duration.ofDays(30))), awaitState(AccountState.RETRYING).nextRetry());
    }

    @Test
    void anExpiredLoginNeedsAPersonAndTheCommandIsNamed() throws Exception {
        begin().fail(new AdapterException(ErrorKind.AUTHENTICATION, "the token has expired"));
        assertEquals("the token has expired: log in with 'botyard accounts login a' or renew the token",
                awaitState(AccountState.NEEDS_LOGIN).reason() + ": " + status().detail());
        supervisor.knock("a");
        assertEquals(AccountState.NEEDS_LOGIN, status().state());
    }

    @Test
    void aLoginThatIsLostOnALiveConnectionComesBackOnIt() throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        attempt.connection().loginLost("kicked offline", "log in on the phone");
        assertEquals("needs_login kicked offline: log in on the phone",
                status().state().label() + " " + status().reason() + ": " + status().detail());
        attempt.connection().connected(AccountProfile.of("10001"));
        assertEquals("online ", status().state().label() + " " + status().reason());
    }

    @Test
    void whatAnAttemptReportsAfterItsEndIsNotHeard() throws Exception {
        Attempt first = begin();
        first.connection().connected(AccountProfile.of("10001"));
        first.fail(lost("gone"));
        gate.next();
        first.connection().connected(AccountProfile.of("10001"));
        first.connection().loginLost("kicked", "log in");
        first.connection().pending("asleep");
        first.connection().waiting("for somebody");
        first.connection().alive();
        first.connection().expectLife(Duration.ofNanos(1));
        clock.advance(Duration.ofSeconds(1));
        assertEquals("retrying gone false", status().state().label() + " " + status().reason() + " " + status().waiting());
    }

    @Test
    void whatAnAttemptLeftOpenIsGivenBackAndAllOfItAtTheEnd() throws Exception {
        begin().fail(lost("gone"));
        gate.next();
        assertEquals(List.of("release a"), gate.givenBack());
        supervisor.configure(List.of());
        assertEquals(List.of("release a", "release a"), gate.givenBack().subList(0, 2));
        assertEquals("forget a", gate.givenBack().getLast());
    }

    @Test
    void silenceIsALossWithItsLength() throws Exception {
        Attempt attempt = begin();
        attempt.connection().connected(AccountProfile.of("10001"));
        attempt.connection().expectLife(Duration.ofNanos(1));
        clock.advance(Duration.ofSeconds(1));
        gate.next();
        assertEquals("no sign of life for 0 s", status().reason());
    }

    @Test
    void anAccountThatIsToWaitSendsAgainAfterThat() throws Exception {
        begin().connection().connected(AccountProfile.of("10001"));
        supervisor.cool("a", clock.instant().plus(Duration.ofHours(1)));
        assertFalse(status().sendable());
        supervisor.cool("a", clock.instant());
        clock.advance(Duration.ofMillis(1));
        await().until(() -> status().sendable());
    }

    @Test
    void theEndOfAnEarlierWaitDoesNotEndALaterOne() throws Exception {
        supervisor.configure(List.of(SampleAccount.of("qq", "a").spec(), SampleAccount.of("qq", "b").spec()));
        for (int i = 0; i < 2; i++) {
            gate.next().connection().connected(AccountProfile.of(""));
        }
        Instant later = clock.instant().plus(Duration.ofHours(1));
        supervisor.cool("a", clock.instant());
        supervisor.cool("a", later);
        supervisor.cool("b", clock.instant());
        clock.advance(Duration.ofMillis(1));
        await("the timer has come to the third").until(() -> registry.snapshot().find("b").orElseThrow().status().sendable());
        assertEquals(Optional.of(later), status().coolingUntil());
    }

    @Test
    void whoIsNotOnlineHasNothingToWaitFor() throws Exception {
        begin();
        supervisor.cool("a", clock.instant().plus(Duration.ofHours(1)));
        assertEquals(Optional.empty(), status().coolingUntil());
    }

    @Test
    void whoIsUnknownIsNeitherStartedNorStopped() throws Exception {
        assertFalse(supervisor.start("nobody"));
        assertFalse(supervisor.stop("nobody"));
        assertTrue(supervisor.session("nobody").isEmpty());
        supervisor.knock("nobody");
    }

    @Test
    void anAccountWithAProblemDoesNotStartUntilTheProblemIsGone() throws Exception {
        supervisor.configure(List.of(SampleAccount.of("qq", "a").problem("no adapter for 'qq' is loaded").spec()));
        assertEquals("failed no adapter for 'qq' is loaded", status().state().label() + " " + status().reason());
        assertTrue(supervisor.start("a"), "it is there");
        assertEquals(AccountState.FAILED, status().state());
        begin().connection().connected(AccountProfile.of("10001"));
        assertEquals(AccountState.ONLINE, status().state());
    }

    @Test
    void afterTheEndOfTheHostNobodyStarts() throws Exception {
        supervisor.configure(List.of(SampleAccount.of("qq", "a").disabled().spec()));
        supervisor.close();
        supervisor.start("a");
        supervisor.configure(List.of(SampleAccount.of("qq", "a").spec()));
        assertTrue(supervisor.login("a").isEmpty());
        assertEquals(AccountState.DISABLED, status().state());
        assertEquals(List.of(), gate.givenBack());
    }
}
