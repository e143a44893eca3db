package dev.botyard.runtime.outbound;

import java.util.List;
import java.util.Map;

/// A push as a script or the API gave it; checked by [PushOptions] and [MessageComposer]. All text, never null.
///
/// @param items   of a mixed push: maps with `type` and `text` or `source`
/// @param options as given
/// @param timeoutMs 0 for the default
public record PushRequest(Origin origin, PushKind kind, String imType, String groupCode, String userId, String title,
        String content,
        String source, List<Map<String, Object>> items, Map<String, Object> options, long timeoutMs) {}
