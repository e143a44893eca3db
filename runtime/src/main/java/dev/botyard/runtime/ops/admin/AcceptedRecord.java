package dev.botyard.runtime.ops.admin;

import dev.botyard.api.adapter.EventSink.Acceptance;

/// What became of a message that somebody sent through the API.
///
/// @param accepted  whether it was taken now, and not before
/// @param messageId by which it is known
record AcceptedRecord(boolean accepted, Acceptance outcome, String messageId) {
    static AcceptedRecord of(Acceptance outcome, String messageId) {
        return new AcceptedRecord(outcome == Acceptance.ACCEPTED, outcome, messageId);
    }
}
