package dev.botyard.adapters.weixin;

import java.time.Duration;

/// How patient the adapter is.
///
/// @param loginPause    between two questions about a QR code
/// @param loginPatience for one answer about it; the platform holds it
/// @param codeLife      how long a QR code is good
/// @param way           how much longer than the platform holds a poll its answer may take
record Pace(Duration loginPause, Duration loginPatience, Duration codeLife, Duration way) {
    /// The first three as in the platform's own client.
    static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(35), Duration.ofMinutes(5),
            Duration.ofSeconds(5));
}
