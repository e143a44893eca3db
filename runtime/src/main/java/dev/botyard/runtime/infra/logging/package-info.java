/// Log lines: short on the console's error stream, and in `logs/botyard.log` of the home folder.
///
/// Known secrets are masked in the encoder, behind every pattern, so that neither a message nor an exception nor a thread's name
/// can carry one out. There, too, control characters of strangers become visible, so that none of them can begin a line of its own.
/// [dev.botyard.runtime.infra.logging.Logging] is the entry.
package dev.botyard.runtime.infra.logging;
