package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.adapters.onebot11.wire.WireId;
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
