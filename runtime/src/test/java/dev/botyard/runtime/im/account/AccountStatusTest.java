package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.im.account.AccountState.DISABLED;
import static dev.botyard.runtime.im.account.AccountState.FAILED;
import static dev.botyard.runtime.im.account.AccountState.NEEDS_LOGIN;
import static dev.botyard.runtime.im.account.AccountState.ONLINE;
import static dev.botyard.runtime.im.account.AccountState.RETRYING;
import static dev.botyard.runtime.im.account.AccountState.STARTING;
import static dev.botyard.runtime.im.account.AccountState.STOPPING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.runtime.im.account.AccountStatus.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountStatusTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private static AccountStatus status(AccountState state) {
        return AccountStatus.of(state, "", NOW);
    }

    @ParameterizedTest
    @EnumSource(value = AccountState.class, names = {"DISABLED", "STOPPING"}, mode = EnumSource.Mode.EXCLUDE)
    void whateverRunsCanBeStopped(AccountState state) {
        assertTrue(state.mayBecome(STOPPING));
        assertFalse(state.mayBecome(DISABLED), "not without stopping");
    }

    @Test
    void whoIsStoppedMustStartBeforeAnythingElse() {
        assertEquals(List.of(STARTING, FAILED), movesOf(DISABLED));
        assertEquals(List.of(DISABLED, STARTING), movesOf(STOPPING));
    }

    @Test
    void whoeverNeedsAPersonDoesNotRetryByHimself() {
        assertEquals(List.of(STARTING, FAILED, STOPPING), movesOf(FAILED));
        assertTrue(NEEDS_LOGIN.mayBecome(ONLINE), "a login that came back on the same connection");
    }

    private static List<AccountState> movesOf(AccountState state) {
        return List.of(AccountState.values()).stream().filter(state::mayBecome).toList();
    }

    @Test
    void statesAreNamedAsUsersSeeThem() {
        assertEquals(List.of("disabled", "starting", "online", "retrying", "needs_login", "failed", "stopping"),
                List.of(AccountState.values()).stream().map(AccountState::label).toList());
    }

    @Test
    void onlyWhoIsOnlineAndNotToWaitCanSend() {
        assertTrue(status(ONLINE).sendable());
        assertFalse(status(ONLINE).cooling(Optional.of(LATER)).sendable());
        assertTrue(status(ONLINE).cooling(Optional.of(LATER)).cooling(Optional.empty()).sendable());
        assertFalse(status(STARTING).sendable());
    }

    @Test
    void howLongAStateLastsCountsFromItsBeginning() {
        AccountStatus retrying = status(RETRYING).in(RETRYING, "", "still away", LATER);
        assertEquals(NOW, retrying.since());
        assertEquals("still away", retrying.reason());
        assertEquals(LATER, retrying.in(ONLINE, "", "", LATER).since());
    }

    @Test
    void aNewStateForgetsWhatWasOfTheOld() {
        AccountStatus cooling = status(ONLINE).cooling(Optional.of(LATER)).retryAt(LATER, 3);
        assertEquals(Optional.of(LATER), cooling.in(ONLINE, "", "", NOW).coolingUntil(),
                "a second sign of being online changes nothing");
        assertEquals(Optional.empty(), cooling.in(RETRYING, "", "", NOW).coolingUntil());
        assertEquals(Optional.empty(), cooling.in(RETRYING, "", "", NOW).nextRetry());
        assertEquals(3, cooling.in(RETRYING, "", "", NOW).attempt(), "attempts count on until it was online");
        assertEquals(0, cooling.withProfile(AccountProfile.of("1")).attempt());
    }

    @Test
    void whoListensOrListensAgainInAMomentWaitsForItsPlatform() {
        assertTrue(status(STARTING).at(Progress.WAITING).waiting());
        assertTrue(status(RETRYING).at(Progress.RETURNING).waiting());
        assertFalse(status(STARTING).waiting());
        assertFalse(status(STARTING).at(Progress.PENDING).waiting());
        assertFalse(status(STARTING).at(Progress.WAITING).in(ONLINE, "", "", NOW).waiting());
    }

    @Test
    void onlyWhoMayBeThereInAMomentIsExpected() {
        assertTrue(status(STARTING).expected());
        assertTrue(status(RETRYING).expected());
        assertTrue(status(RETRYING).at(Progress.RETURNING).expected());
        assertFalse(status(STARTING).at(Progress.WAITING).expected(), "it depends on somebody else");
        assertFalse(status(STARTING).at(Progress.PENDING).expected());
        for (AccountState state : List.of(DISABLED, ONLINE, NEEDS_LOGIN, FAILED, STOPPING)) {
            assertFalse(status(state).expected(), state.label());
        }
    }

    @Test
    void whoListensHasNoAttemptsThatFailed() {
        assertEquals(0, status(RETRYING).retryAt(LATER, 5).at(Progress.WAITING).attempt());
        assertEquals(5, status(RETRYING).retryAt(LATER, 5).at(Progress.PENDING).attempt());
    }
}
