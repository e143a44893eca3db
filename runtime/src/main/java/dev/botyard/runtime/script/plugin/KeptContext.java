package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run that is begun after the next start has to know, as it stands in the store.
///
/// @param handler null in what a version without handlers has kept
record KeptContext(Trigger trigger, String im, ChatKind kind, String chatId, String chatName, String userId, String userName,
        String avatarUrl, boolean admin, String message, String messageId, List<String> params, List<Map<String, Object>> media,
        String eventType, Map<String, Object> eventData, WantedHandler handler) {
    private static final Chat NONE = new Chat(ChatKind.PRIVATE, "", "");

    static KeptContext of(RunContext context) {
        Chat chat = context.chat().orElse(NONE);
        return new KeptContext(context.trigger(), context.im(), chat.kind(), chat.id(), chat.name(), context.user().id(),
                context.user().name(), context.user().avatarUrl(), context.admin(), context.message(), context.messageId(),
                context.params(), context.media(), context.eventType(), context.eventData(), context.handler());
    }

    RunContext context(String account) {
        Chat chat = new Chat(kind, chatId, chatName);
        return new RunContext(trigger, im, account, chat.equals(NONE) ? Optional.empty() : Optional.of(chat),
                new Person(userId, userName, avatarUrl), admin, message, messageId, params, media, eventType, eventData,
                Map.of()).to(handler == null ? WantedHandler.NONE : handler);
    }
}
