package dev.botyard.runtime.script.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads server-sent events out of bytes that come in any pieces. Confined to one thread.
///
/// Lines end as the standard lets them, with LF, CRLF or CR; comments and fields other than `event` and `data` are left out. What stands
/// before the end without the empty line that closes an event is an event, too: many servers forget that line.
final class EventStream {
    private static final int LONGEST_EVENT = 1 << 20;

    private final Events events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean afterReturn;
    private boolean begun;

    EventStream(Events events) {
        this.events = events;
    }

    /// Hears of events.
    @FunctionalInterface
    interface Events {
        /// @param name `""` where the event bears none
        void event(String name, String data);
    }

    /// @throws TooLong when an event has more than a MiB
    void bytes(byte[] chunk) {
        for (byte each : chunk) {
            boolean second = afterReturn && each == '\n';
            afterReturn = each == '\r';
            if (second) {
                continue;
            }
            if (each == '\n' || each == '\r') {
                endLine();
            } else {
                line.write(each);
                if (line.size() + data.length() > LONGEST_EVENT) {
                    throw new TooLong();
                }
            }
        }
    }

    /// Nothing more comes.
    void end() {
        if (line.size() > 0) {
            endLine();
        }
        endEvent();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!begun && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        begun = true;
        if (text.isEmpty()) {
            endEvent();
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            case "event" -> name = value;
            default -> {
            }
        }
    }

    private void endEvent() {
        String said = data.toString();
        String called = name;
        data.setLength(0);
        name = "";
        if (!said.isBlank()) {
            events.event(called, said);
        }
    }

    /// An event is larger than any that means well.
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("an event of more than " + (LONGEST_EVENT >> 20) + " MiB", null, false, false);
        }
    }
}
