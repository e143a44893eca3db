package dev.botyard.runtime.script.worker;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What a process is doing at this moment, as Linux tells it.
final class ProcessState {
    /// Long enough for the number, the name and what follows it.
    private static final int HEAD = 128;

    private ProcessState() {}

    /// Whether the process computes or would if a processor were free. False where that cannot be known.
    static boolean computes(long pid) {
        try (InputStream stat = new FileInputStream("/proc/" + pid + "/stat")) {
            String head = new String(stat.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            int name = head.lastIndexOf(") "); // it may have parentheses itself
            return name > 0 && head.startsWith("R", name + 2);
        } catch (IOException none) {
            return false; // it has ended, or this is not Linux
        }
    }
}
