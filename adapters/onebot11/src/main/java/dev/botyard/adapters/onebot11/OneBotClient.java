package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.adapters.onebot11.wire.WireId;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the standard and of its extensions, each blocking for the answer. Thread-safe.
final class OneBotClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// Events wait for these.
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);
    private static final Consumer<JsonGenerator> NOTHING = out -> {};

    private final Link link;

    OneBotClient(Link link) {
        this.link = link;
    }

    /// Any action; the answer may be a refusal.
    Answer ask(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException {
        return link.call(action, params, timeout);
    }

    /// Any action without parameters; the answer may be a refusal.
    Answer ask(String action, Duration timeout) throws InterruptedException {
        return link.call(action, NOTHING, timeout);
    }

    /// Any action that must succeed.
    ///
    /// @throws dev.botyard.api.error.AdapterException as [Refusals] reads the refusal
    Answer call(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException {
        Answer answer = link.call(action, params, timeout);
        if (!answer.accepted()) {
            throw Refusals.of(action, answer);
        }
        return answer;
    }

    void deleteMessage(String messageId) throws InterruptedException {
        call("delete_msg", out -> WireId.write(out, "message_id", messageId), PATIENCE);
    }

    void kick(String groupId, String userId) throws InterruptedException {
        call("set_group_kick", out -> {
            member(out, groupId, userId);
            out.writeBooleanProperty("reject_add_request", false);
        }, PATIENCE);
    }

    /// Zero ends the silence.
    void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        call("set_group_ban", out -> {
            member(out, groupId, userId);
            out.writeNumberProperty("duration", duration.toSeconds());
        }, PATIENCE);
    }

    void banAll(String groupId, boolean banned) throws InterruptedException {
        call("set_group_whole_ban", out -> {
            WireId.write(out, "group_id", groupId);
            out.writeBooleanProperty("enable", banned);
        }, PATIENCE);
    }

    void notice(String groupId, String text) throws InterruptedException {
        call("_send_group_notice", out -> {
            WireId.write(out, "group_id", groupId);
            out.writeStringProperty("content", text);
        }, PATIENCE);
    }

    JsonNode members(String groupId, boolean fresh) throws InterruptedException {
        return call("get_group_member_list", out -> {
            WireId.write(out, "group_id", groupId);
            out.writeBooleanProperty("no_cache", fresh);
        }, Duration.ofSeconds(30)).data();
    }

    JsonNode member(String groupId, String userId, boolean fresh) throws InterruptedException {
        return call("get_group_member_info", out -> {
            member(out, groupId, userId);
            out.writeBooleanProperty("no_cache", fresh);
        }, PATIENCE).data();
    }

    /// A list that needs no parameters.
    JsonNode list(String action) throws InterruptedException {
        return call(action, NOTHING, Duration.ofSeconds(30)).data();
    }

    void card(String groupId, String userId, String card) throws InterruptedException {
        call("set_group_card", out -> {
            member(out, groupId, userId);
            out.writeStringProperty("card", card);
        }, PATIENCE);
    }

    void rename(String groupId, String name) throws InterruptedException {
        call("set_group_name", out -> {
            WireId.write(out, "group_id", groupId);
            out.writeStringProperty("group_name", name);
        }, PATIENCE);
    }

    void leave(String groupId) throws InterruptedException {
        call("set_group_leave", out -> {
            WireId.write(out, "group_id", groupId);
            out.writeBooleanProperty("is_dismiss", false);
        }, PATIENCE);
    }

    JsonNode files(String groupId, String folderId) throws InterruptedException {
        return call(folderId.isEmpty() ? "get_group_root_files" : "get_group_files_by_folder", out -> {
            WireId.write(out, "group_id", groupId);
            if (!folderId.isEmpty()) {
                out.writeStringProperty("folder_id", folderId);
                out.writeStringProperty("folder", folderId);
            }
        }, PATIENCE).data();
    }

    /// NapCat and LLOneBot have the one call, Lagrange the other, which needs the group.
    void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        try {
            call("set_msg_emoji_like", out -> {
                WireId.write(out, "message_id", messageId);
                out.writeStringProperty("emoji_id", emoji);
                out.writeBooleanProperty("set", on);
            }, PATIENCE);
        } catch (AdapterException unknown) {
            if (unknown.kind() != ErrorKind.UNSUPPORTED || !chat.shared()) {
                throw unknown;
            }
            call("set_group_reaction", out -> {
                WireId.write(out, "group_id", chat.id());
                WireId.write(out, "message_id", messageId);
                out.writeStringProperty("code", emoji);
                out.writeBooleanProperty("is_add", on);
            }, PATIENCE);
        }
    }

    void markRead(Chat chat, String messageId) throws InterruptedException {
        if (!messageId.isEmpty()) {
            call("mark_msg_as_read", out -> WireId.write(out, "message_id", messageId), PATIENCE);
        } else {
            call(chat.shared() ? "mark_group_msg_as_read" : "mark_private_msg_as_read",
                    out -> WireId.write(out, chat.shared() ? "group_id" : "user_id", chat.id()), PATIENCE);
        }
    }

    JsonNode history(Chat chat, String before, int most) throws InterruptedException {
        return call(chat.shared() ? "get_group_msg_history" : "get_friend_msg_history", out -> {
            WireId.write(out, chat.shared() ? "group_id" : "user_id", chat.id());
            if (!before.isEmpty()) {
                WireId.write(out, "message_seq", before);
            }
            out.writeNumberProperty("count", most);
        }, Duration.ofSeconds(30)).data();
    }

    /// LLOneBot has the one call, newer NapCats the other.
    String transcribe(String messageId) throws InterruptedException {
        JsonNode said;
        try {
            said = call("voice_msg_to_text", out -> WireId.write(out, "message_id", messageId), Duration.ofSeconds(30)).data();
        } catch (AdapterException unknown) {
            if (unknown.kind() != ErrorKind.UNSUPPORTED) {
                throw unknown;
            }
            said = call("fetch_ptt_text", out -> WireId.write(out, "message_id", messageId), Duration.ofSeconds(30)).data();
        }
        return said.isObject() ? Json.text(said, "text") : Json.text(said);
    }

    void answerFriend(String flag, boolean approve, String remark) throws InterruptedException {
        call("set_friend_add_request", out -> {
            out.writeStringProperty("flag", flag);
            out.writeBooleanProperty("approve", approve);
            out.writeStringProperty("remark", remark);
        }, PATIENCE);
    }

    /// Both names of the sub type are sent, as implementations read the one or the other.
    void answerGroup(String flag, String subType, boolean approve, String reason) throws InterruptedException {
        call("set_group_add_request", out -> {
            out.writeStringProperty("flag", flag);
            out.writeStringProperty("sub_type", subType);
            out.writeStringProperty("type", subType);
            out.writeBooleanProperty("approve", approve);
            out.writeStringProperty("reason", reason);
        }, PATIENCE);
    }

    JsonNode message(String messageId) throws InterruptedException {
        return call("get_msg", out -> WireId.write(out, "message_id", messageId), IMPATIENCE).data();
    }

    /// `id` in the standard, `message_id` in extensions.
    JsonNode forwarded(String id) throws InterruptedException {
        return call("get_forward_msg", out -> {
            out.writeStringProperty("id", id);
            out.writeStringProperty("message_id", id);
        }, IMPATIENCE).data();
    }

    private static void member(JsonGenerator out, String groupId, String userId) {
        WireId.write(out, "group_id", groupId);
        WireId.write(out, "user_id", userId);
    }
}
