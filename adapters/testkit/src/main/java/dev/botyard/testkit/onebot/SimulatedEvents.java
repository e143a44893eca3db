package dev.botyard.testkit.onebot;

import java.util.concurrent.atomic.AtomicInteger;

/// Writes the events of an account. Each call of the message methods makes a new message id.
public final class SimulatedEvents {
    private final SimulatedAccount account;
    private final AtomicInteger lastMessageId = new AtomicInteger(500_000);

    SimulatedEvents(SimulatedAccount account) {
        this.account = account;
    }

    /// Somebody says `text` in a group; the message is a list of segments.
    public String groupText(String groupId, String userId, String text) {
        return group(groupId, userId, "[{\"type\":\"text\",\"data\":{\"text\":" + quoted(text) + "}}]");
    }

    /// Somebody says `text` in a private chat; the message is a list of segments.
    public String privateText(String userId, String text) {
        return direct(userId, "[{\"type\":\"text\",\"data\":{\"text\":" + quoted(text) + "}}]");
    }

    /// A group message in the string form.
    public String groupCq(String groupId, String userId, String cq) {
        return group(groupId, userId, quoted(cq));
    }

    /// A group message whose `message` is this JSON.
    public String group(String groupId, String userId, String message) {
        return head("message") + ",\"message_type\":\"group\",\"sub_type\":\"normal\",\"message_id\":"
                + lastMessageId.incrementAndGet()
                + ",\"group_id\":" + groupId + ",\"user_id\":" + userId + ",\"anonymous\":null,\"message\":" + message
                + ",\"raw_message\":\"\",\"font\":0,\"sender\":{\"user_id\":" + userId + ",\"nickname\":\"user " + userId
                + "\",\"card\":\"\",\"role\":\"member\"}}";
    }

    /// A private message whose `message` is this JSON.
    public String direct(String userId, String message) {
        return head("message") + ",\"message_type\":\"private\",\"sub_type\":\"friend\",\"message_id\":"
                + lastMessageId.incrementAndGet()
                + ",\"user_id\":" + userId + ",\"message\":" + message
                + ",\"raw_message\":\"\",\"font\":0,\"sender\":{\"user_id\":"
                + userId + ",\"nickname\":\"user " + userId + "\"}}";
    }

    /// A notice with further properties, such as `,"group_id":1`.
    public String notice(String type, String properties) {
        return head("notice") + ",\"notice_type\":\"" + type + "\"" + properties + "}";
    }

    /// A request with further properties.
    public String request(String type, String properties) {
        return head("request") + ",\"request_type\":\"" + type + "\"" + properties + "}";
    }

    /// A heartbeat with the account's present state.
    public String heartbeat(long intervalMillis) {
        return head("meta_event") + ",\"meta_event_type\":\"heartbeat\",\"status\":" + account.answers().status()
                + ",\"interval\":"
                + intervalMillis + "}";
    }

    /// What an implementation says first on a new connection.
    public String lifecycle() {
        return head("meta_event") + ",\"meta_event_type\":\"lifecycle\",\"sub_type\":\"connect\"}";
    }

    private String head(String postType) {
        return "{\"time\":" + System.currentTimeMillis() / 1000 + ",\"self_id\":" + account.selfId() + ",\"post_type\":\""
                + postType + "\"";
    }

    private static String quoted(String text) {
        return SimulatedAccount.JSON.writeValueAsString(text);
    }
}
