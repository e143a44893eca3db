package dev.botyard.runtime.script.calls;

import java.util.List;

/// What became of a reply or a recall, as scripts see it.
///
/// @param messageid the same as `messageId`, in the spelling of older SDKs
/// @param raw       what the platform answered, null where it was not asked
record SendReceipt(boolean ok, String messageId, String messageid, List<String> messageIds, String raw, String error,
        String action) {

    static SendReceipt sent(List<String> ids, String raw, String action) {
        return of(true, ids, raw, "", action);
    }

    static SendReceipt unsent(String raw, String error, String action) {
        return of(false, List.of(), raw, error, action);
    }

    static SendReceipt of(boolean ok, List<String> ids, String raw, String error, String action) {
        String id = ids.isEmpty() ? "" : ids.getFirst();
        return new SendReceipt(ok, id, id, ids, raw, error, action);
    }
}
