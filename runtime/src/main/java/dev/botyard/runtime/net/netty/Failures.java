package dev.botyard.runtime.net.netty;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells why a connection broke, at the level it deserves: peers come and go, but where this process itself failed, such as for want of
/// memory, an operator must know.
public final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final int DEEPEST = 10;

    private Failures() {}

    /// @param what the connection
    public static void tell(String what, Throwable cause) {
        if (isError(cause)) {
            log.error("{} is closed, because the host itself failed", what, cause);
        } else {
            log.debug("{} failed", what, cause);
        }
    }

    private static boolean isError(Throwable cause) {
        Throwable at = cause;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof Error) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
