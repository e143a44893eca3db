package dev.botyard.runtime.message.outbound;

import dev.botyard.api.conversation.Chat;
import java.util.List;
import java.util.Map;

/// An answer into the chat that triggered the run, through the account that received the message.
///
/// @param messageId the message that is answered, `""` for none
public record ReplyRequest(Origin origin, Chat chat, String messageId, PushKind kind, String text, String source,
        List<Map<String, Object>> items, Map<String, Object> options) {

    PushRequest asPush() {
        boolean group = chat.shared();
        return new PushRequest(origin, kind, origin.im(), group ? chat.id() : "", group ? "" : chat.id(), "", text, source, items,
                options, 0);
    }
}
