package dev.botyard.api.ability;

import java.util.Map;

/// A file or a folder that a group keeps.
///
/// @param id      what the platform calls it by
/// @param bytes   0 for a folder, or where it is not told
/// @param folder  whether it is a folder
/// @param details further facts under the platform's own names
public record GroupFile(String id, String name, long bytes, boolean folder, Map<String, Object> details) {
    public GroupFile {
        details = Map.copyOf(details);
    }
}
