package dev.botyard.runtime.infra.store;

import java.time.Instant;
import java.util.Optional;

/// One run of a plugin as logged.
///
/// @param number the place in the log, given by the store; 0 for a new row
/// @param ended  empty while it runs
/// @param chat   the group, `""` in private chats
/// @param error  `""` in rows whose record has it; so is `output`
/// @param record the run as JSON; in rows of older versions a part of it, and the other columns the rest
public record RunRow(long number, String id, String plugin, String trigger, String im, String account, String chat, String user,
        Instant started, Optional<Instant> ended, String status, String error, String output, String record) {}
