package dev.botyard.adapters.onebot11.wire;

import dev.botyard.adapters.common.Json;
import tools.jackson.core.JsonGenerator;

/// Writes ids: as a number, as the standard says, where every reader keeps it exactly, also one in JavaScript; else as text.
public final class WireId {
    private static final int MAX_DIGITS = 16;

    private WireId() {}

    /// Writes a property whose value is an id.
    public static void write(JsonGenerator out, String name, String id) {
        if (isNumber(id) && Math.abs(Long.parseLong(id)) <= Json.MAX_SAFE) {
            out.writeNumberProperty(name, Long.parseLong(id));
        } else {
            out.writeStringProperty(name, id);
        }
    }

    private static boolean isNumber(String id) {
        int start = id.startsWith("-") ? 1 : 0;
        int digits = id.length() - start;
        if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && id.charAt(start) == '0') || id.equals("-0")) {
            return false;
        }
        for (int i = start; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
