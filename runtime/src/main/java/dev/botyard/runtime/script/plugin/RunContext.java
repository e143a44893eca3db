package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.message.inbound.InboundMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run knows about its trigger. Immutable.
///
/// @param im        what scripts see as `getImtype()`: the IM type, `fake`, or `""`
/// @param account   the account of the current chat, `""` for none
/// @param chat      the current chat, if there is one
/// @param messageId the triggering message, `""` for none
/// @param params    captures of the rule
/// @param tool      what a language model passes that calls the plugin; empty where no model does
/// @param handler   which of the file's handlers is wanted, besides the script
/// @param router    of a route run: path, params, method, headers, cookies, body (read), data (its text), bytes (base64)
public record RunContext(Trigger trigger, String im, String account, Optional<Chat> chat, Person user, boolean admin,
        String message,
        String messageId, List<String> params, List<Map<String, Object>> media, String eventType, Map<String, Object> eventData,
        Map<String, Object> router, Optional<String> tool, WantedHandler handler) {

    private static final Chat NOWHERE = new Chat(ChatKind.PRIVATE, "", "");

    /// One that no model has caused.
    public RunContext(Trigger trigger, String im, String account, Optional<Chat> chat, Person user, boolean admin, String message,
            String messageId, List<String> params, List<Map<String, Object>> media, String eventType,
            Map<String, Object> eventData, Map<String, Object> router) {
        this(trigger, im, account, chat, user, admin, message, messageId, params, media, eventType, eventData, router,
                Optional.empty(), WantedHandler.NONE);
    }

    /// The same for a plugin that a language model calls.
    public RunContext calledWith(String parameter) {
        return new RunContext(trigger, im, account, chat, user, admin, message, messageId, params, media, eventType, eventData,
                router, Optional.of(parameter), handler);
    }

    /// Without a chat: cron, fake and manual runs.
    public static RunContext without(Trigger trigger, String message) {
        return new RunContext(trigger, trigger == Trigger.ROUTE ? "" : "fake", "", Optional.empty(), Person.NOBODY, false,
                message, "", List.of(),
                List.of(), "", Map.of(), Map.of());
    }

    /// For a message.
    static RunContext of(InboundMessage message, boolean admin) {
        return new RunContext(Trigger.MESSAGE, message.im(), message.account(), Optional.of(message.event().chat()),
                message.event().sender(), admin, message.text(), message.event().messageId(), List.of(), message.media(), "",
                Map.of(), Map.of());
    }

    /// The same for an event of this name.
    RunContext of(String eventName) {
        return new RunContext(trigger, im, account, chat, user, admin, message, messageId, params, media, eventName, eventData,
                router, tool, handler);
    }

    /// The same for a handler.
    public RunContext to(WantedHandler wanted) {
        return new RunContext(trigger, im, account, chat, user, admin, message, messageId, params, media, eventType, eventData,
                router, tool, wanted);
    }

    /// The same with the captures of a rule.
    public RunContext with(List<String> captures) {
        return new RunContext(trigger, im, account, chat, user, admin, message, messageId, captures, media, eventType, eventData,
                router, tool, handler);
    }

    /// The id of the group, `""` in private chats and without one.
    public String group() {
        return chat.filter(Chat::shared).map(Chat::id).orElse("");
    }

    String chatName() {
        return chat.orElse(NOWHERE).name();
    }

    /// Names the chat on this host, `""` without one.
    public String chatKey() {
        return chat.map(found -> InboundMessage.chatKey(im, account, found.shared(), found.id())).orElse("");
    }
}
