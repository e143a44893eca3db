package dev.botyard.adapters.weixin.ilink;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong with a call, and how often.
///
/// @param answer a JSON answer, or `""`
/// @param status an HTTP status instead; 0 to break the connection, -1 never to answer
/// @param spared how many calls still work before
public record IlinkFault(String answer, int status, Map<String, String> headers, AtomicInteger times, AtomicInteger spared) {
    private static IlinkFault of(String answer, int status, Map<String, String> headers) {
        return new IlinkFault(answer, status, headers, new AtomicInteger(Integer.MAX_VALUE), new AtomicInteger());
    }

    public static IlinkFault answer(String json) {
        return of(json, 200, Map.of());
    }

    public static IlinkFault status(int status, Map<String, String> headers) {
        return of("{}", status, headers);
    }

    public static IlinkFault silence() {
        return of("", -1, Map.of());
    }

    public static IlinkFault broken() {
        return of("", 0, Map.of());
    }

    public IlinkFault times(int value) {
        times.set(value);
        return this;
    }

    public IlinkFault sparing(int value) {
        spared.set(value);
        return this;
    }

    boolean strikes() {
        return spared.getAndDecrement() <= 0 && times.getAndDecrement() > 0;
    }
}
