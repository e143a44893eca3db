package dev.botyard.runtime.infra.store;

import java.time.Instant;
import java.util.List;

/// One push as logged.
///
/// @param number  the place in the log, given by the store; 0 for a new row
/// @param id      the receipt's id
/// @param receipt the whole receipt as JSON
public record PushRow(long number, String id, Instant time, String run, String plugin, String trigger, String im, String account,
        String rule,
        String kind, String group, String user, String code, int sent, List<String> messageIds, String reason,
        long durationMicros,
        String receipt) {}
