package dev.botyard.runtime.infra.store;

import java.time.Instant;

/// One message as remembered.
///
/// @param number    the place in the history, given by the store; 0 for a new row
/// @param direction `in` or `out`
public record MessageRow(long number, String im, String account, String chat, String user, String messageId, Instant time,
        String direction,
        String text) {}
