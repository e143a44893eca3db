package dev.botyard.runtime.message.outbound;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A push as a script or the API gave it; checked by [PushOptions] and [MessageComposer]. All text, never null.
///
/// @param items   of a mixed push: maps with `type` and `text` or `source`
/// @param options as given
/// @param timeoutMs 0 for the default
/// @param form    how `content` and the texts of `items` are read; null in pushes that an older version queued
public record PushRequest(Origin origin, PushKind kind, String imType, String groupCode, String userId, String title,
        String content,
        String source, List<Map<String, Object>> items, Map<String, Object> options, long timeoutMs, @Nullable TextForm form) {

    public PushRequest {
        form = form == null ? origin.form() : form;
    }

    /// A push whose text is read as its origin writes.
    public PushRequest(Origin origin, PushKind kind, String imType, String groupCode, String userId, String title,
            String content, String source, List<Map<String, Object>> items, Map<String, Object> options, long timeoutMs) {
        this(origin, kind, imType, groupCode, userId, title, content, source, items, options, timeoutMs, null);
    }
}
