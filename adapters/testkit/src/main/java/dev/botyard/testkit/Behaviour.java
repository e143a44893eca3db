package dev.botyard.testkit;

/// What a wire can do to an adapter. All are expected; an author names those that the platform's wire does not have, and the kit says
/// aloud which tests it leaves out for that reason.
public enum Behaviour {
    /// Messages come in. Without, as with services that only carry messages away, an account shows what it can by what it sends.
    TALKS,
    /// People talk in groups too. Without, what is no matter of groups is tried in a private chat.
    GROUPS,
    /// A login can be refused.
    REFUSES_LOGIN,
    /// Nobody may listen at the platform's address.
    REFUSES_CONNECTIONS,
    /// The peer may accept a connection and then say nothing.
    HALF_OPEN,
    /// The peer may fall silent on a connection that was alive, and the adapter notices within the kit's patience.
    FALLS_SILENT,
    /// A connection may break.
    DROPS_CONNECTION,
    /// The platform answers each send.
    ANSWERS_SENDS,
    /// Its answers to sends name the messages that it made of them.
    NAMES_MESSAGES,
    /// The platform may ask to wait.
    LIMITS_RATE,
    /// The platform may refuse a message.
    REJECTS_MESSAGES,
    /// The platform tells when a target does not exist.
    KNOWS_TARGETS,
    /// The wire is a byte stream whose messages may arrive in pieces.
    FRAGMENTS,
    /// A message may be nonsense.
    MALFORMED,
    /// A message may be far too large.
    OVERSIZED,
    /// The platform reports the account's own messages.
    ECHOES_OWN,
    /// The platform may take the login of a live account back.
    REVOKES_LOGIN,
    /// The platform may ask to wait without saying how long.
    LIMITS_RATE_VAGUELY,
    /// The platform may fail by itself, as with HTTP 5xx.
    FAILS,
    /// The platform connects to the host, and may do so again while the old connection stands.
    CONNECTS_TWICE,
    /// The platform connects to the host, and some of its connections are refused, or break off before the login.
    CONNECTS_BADLY,
    /// The platform may pause in the middle of a message.
    PAUSES,
    /// The connection may break while a medium goes up.
    DIES_AT_UPLOAD,
    /// The platform is told that a message was taken, by an answer or by a cursor that moves on, and does not deliver it again.
    ACKNOWLEDGED,
    /// Two accounts of the host may be logged in as the same bot. Not where an account is a bot by itself.
    SHARES_BOTS
}
