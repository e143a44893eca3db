package dev.botyard.adapters.qx.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// An absolute path of the Windows machine, apart: `C:` or `\\server`, then folders. Nothing in it leads upwards.
public record WindowsPath(List<String> parts) {

    /// Reads a path; either slash separates. Empty for anything else, also for one that leads upwards.
    public static Optional<WindowsPath> of(String text) {
        String path = text.strip().replace('/', '\\');
        boolean shared = path.startsWith("\\\\");
        if (!shared && !path.matches("(?s)[A-Za-z]:\\\\.*")) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("\\\\+")) {
            if (!part.isEmpty()) {
                parts.add(shared && parts.isEmpty() ? "\\\\" + part : part);
            }
        }
        boolean plain = parts.stream().skip(1).allMatch(WindowsPath::plain);
        return plain && !parts.isEmpty() ? Optional.of(new WindowsPath(Collections.unmodifiableList(parts))) : Optional.empty();
    }

    /// Windows drops dots and blanks at the end of a name.
    private static boolean plain(String part) {
        return !part.replaceAll("[. ]+$", "").isEmpty()
                && part.chars().noneMatch(sign -> sign < ' ' || ":*?\"<>|".indexOf(sign) >= 0);
    }

    /// The parts below `folder`; empty when this path does not lie below it. Windows makes no difference between upper and lower case.
    public Optional<List<String>> below(WindowsPath folder) {
        int depth = folder.parts.size();
        if (parts.size() <= depth) {
            return Optional.empty();
        }
        for (int i = 0; i < depth; i++) {
            if (!parts.get(i).equalsIgnoreCase(folder.parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts.subList(depth, parts.size()));
    }

    /// The last part.
    public String name() {
        return parts.getLast();
    }

    /// As Windows writes it.
    @Override
    public String toString() {
        return String.join("\\", parts);
    }
}
