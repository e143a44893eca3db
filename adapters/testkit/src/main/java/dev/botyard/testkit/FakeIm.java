package dev.botyard.testkit;

import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/// An author's fake of the platform's wire, on real sockets of the loopback interface. Thread-safe. Each test gets a fresh one and closes it.
/// What is switched on stays until it is switched off.
public interface FakeIm extends AutoCloseable {

    /// Settings of an account that lead the adapter to this fake. Two calls give two accounts that may run at once.
    Map<String, List<String>> config();

    /// Called once for each account before it runs, for platforms whose login is not among the settings: leaves in the account's store what the
    /// login by a person would have left there. Accounts with the same settings are logged in as the same bot.
    ///
    /// @param config  the account's settings, as [#config] gave them
    /// @param storage the account's store; it outlives attempts
    default void logIn(@SuppressWarnings("unused") Map<String, List<String>> config,
            @SuppressWarnings("unused") KeyValueStore storage) {}

    /// How many connections are open now; for platforms that are polled, calls under way.
    int connections();

    /// How many connections or logins were tried so far.
    int attempts();

    /// A text message arrives at every account that is logged in, under the platform's id `messageId`.
    default void deliver(@SuppressWarnings("unused") Chat chat, @SuppressWarnings("unused") Person sender,
            @SuppressWarnings("unused") String messageId, @SuppressWarnings("unused") String text) {
        throw lacks(Behaviour.TALKS);
    }

    /// Like [#deliver], in pieces of a few bytes.
    default void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        throw lacks(Behaviour.FRAGMENTS);
    }

    /// Something arrives that is no message of the platform.
    default void deliverNonsense() {
        throw lacks(Behaviour.MALFORMED);
    }

    /// Something far larger than the platform allows arrives.
    default void deliverOversized() {
        throw lacks(Behaviour.OVERSIZED);
    }

    /// A message of the account itself arrives.
    default void deliverOwn(@SuppressWarnings("unused") Chat chat, @SuppressWarnings("unused") String messageId,
            @SuppressWarnings("unused") String text) {
        throw lacks(Behaviour.ECHOES_OWN);
    }

    /// Breaks every open connection.
    default void dropConnections() {
        throw lacks(Behaviour.DROPS_CONNECTION);
    }

    /// Whether nobody listens.
    default void refuseConnections(@SuppressWarnings("unused") boolean refuse) {
        throw lacks(Behaviour.REFUSES_CONNECTIONS);
    }

    /// Whether logins are refused, as by a wrong token.
    default void refuseLogin(@SuppressWarnings("unused") boolean refuse) {
        throw lacks(Behaviour.REFUSES_LOGIN);
    }

    /// Whether the peer says nothing at all: no greeting, no answer, no sign of life.
    default void fallSilent(@SuppressWarnings("unused") boolean silent) {
        throw lacks(Behaviour.FALLS_SILENT);
    }

    /// Whether sends are taken and never answered, while everything else goes on.
    default void leaveSendsUnanswered(@SuppressWarnings("unused") boolean leave) {
        throw lacks(Behaviour.ANSWERS_SENDS);
    }

    /// Whether the connection breaks when a send has been read and before it is answered.
    default void dieAtSend(@SuppressWarnings("unused") boolean die) {
        throw lacks(Behaviour.DROPS_CONNECTION);
    }

    /// Sends are answered with "wait"; zero ends that.
    default void limitRate(@SuppressWarnings("unused") Duration wait) {
        throw lacks(Behaviour.LIMITS_RATE);
    }

    /// Whether sends are refused for what they say.
    default void rejectMessages(@SuppressWarnings("unused") boolean reject) {
        throw lacks(Behaviour.REJECTS_MESSAGES);
    }

    /// A person whom the platform does not know.
    default String unknownPerson() {
        throw lacks(Behaviour.KNOWS_TARGETS);
    }

    // What follows came later than the first fakes. Where a fake lacks it, its tests are left out, aloud.

    /// Takes the login of every live account back, as a revoked token does, for good.
    default void revokeLogin() {
        throw leftOut(Behaviour.REVOKES_LOGIN);
    }

    /// Whether sends are answered with "wait" and no time.
    default void limitRateVaguely(@SuppressWarnings("unused") boolean limit) {
        throw leftOut(Behaviour.LIMITS_RATE_VAGUELY);
    }

    /// Whether sends are answered with a fault of the platform's own, as HTTP 5xx is.
    default void failSends(@SuppressWarnings("unused") boolean fail) {
        throw leftOut(Behaviour.FAILS);
    }

    /// The platform connects every account once more. The connection that stood is dead by then, though nobody has said so.
    default void connectAgain() {
        throw leftOut(Behaviour.CONNECTS_TWICE);
    }

    /// Whatever is left of the connections before [#connectAgain] breaks.
    default void dropOldest() {
        throw leftOut(Behaviour.CONNECTS_TWICE);
    }

    /// Whether the connections that the platform makes are bad from now on: they show a wrong secret, or break off before the login, in turn.
    /// Each counts as an attempt when it is over.
    default void connectBadly(@SuppressWarnings("unused") boolean badly) {
        throw leftOut(Behaviour.CONNECTS_BADLY);
    }

    /// Like [#deliver], with a pause in the middle of the message. Returns when the rest is written or the connection is gone.
    default void deliverSlowly(@SuppressWarnings("unused") Chat chat, @SuppressWarnings("unused") Person sender,
            @SuppressWarnings("unused") String messageId, @SuppressWarnings("unused") String text,
            @SuppressWarnings("unused") Duration pause) {
        throw leftOut(Behaviour.PAUSES);
    }

    /// Whether the connection breaks when some part of a large medium, though not all, has been read.
    default void dieAtUpload(@SuppressWarnings("unused") boolean die) {
        throw leftOut(Behaviour.DIES_AT_UPLOAD);
    }

    /// What messages were edited to, in order, where the adapter declares [dev.botyard.api.adapter.Capability#EDIT].
    default List<SentCall> edited() {
        throw new UnsupportedOperationException("the adapter declares EDIT: implement this in the fake");
    }

    /// The messages that arrived, in order, also those that were not accepted.
    List<SentCall> sent();

    @Override
    void close();

    private static UnsupportedOperationException lacks(Behaviour behaviour) {
        return new UnsupportedOperationException("implement this in the fake, or name " + behaviour + " in absent()");
    }

    private static TestAbortedException leftOut(Behaviour behaviour) {
        return new TestAbortedException("the fake has no " + behaviour + " yet; implement it, or name it in absent()");
    }
}
