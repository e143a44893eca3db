package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.RouteRequest;
import dev.botyard.runtime.infra.thread.Throttle;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells in the log why a platform was sent away, since few of them show what they are answered. A platform that comes back every few
/// seconds is told of once in a while only, and nobody can fill the log by coming under many addresses. Thread-safe.
final class TurnedAway {
    private static final Logger log = LoggerFactory.getLogger(TurnedAway.class);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int LONGEST = 64;

    private final Throttle news;

    TurnedAway(Ticker ticker) {
        news = new Throttle(ticker, SILENCE, MOST);
    }

    /// @param headers the headers by which accounts of this IM are told apart
    void tell(String im, RouteRequest request, Set<String> headers, String reason) {
        String who = headers.stream().sorted().filter(name -> request.header(name).isPresent())
                .map(name -> name + " " + shortened(request.header(name).get())).collect(Collectors.joining(", "));
        String from = request.remoteAddress() + (who.isEmpty() ? "" : " (" + who + ")");
        if (news.passes(im + ' ' + from + ' ' + reason)) {
            log.warn("{}: turned away {}: {}", im, from, reason);
        }
    }

    private static String shortened(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }
}
