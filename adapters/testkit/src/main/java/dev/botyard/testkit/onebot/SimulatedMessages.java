package dev.botyard.testkit.onebot;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an account has heard and said lately, for the calls that ask for it. Events are kept as text and read only when somebody asks, since
/// benchmarks send very many. Thread-safe.
final class SimulatedMessages {
    private static final int KEPT = 200;

    private final String selfId;
    private final ArrayDeque<String> heard = new ArrayDeque<>();
    private final ArrayDeque<ObjectNode> said = new ArrayDeque<>();

    SimulatedMessages(String selfId) {
        this.selfId = selfId;
    }

    synchronized void heard(String event) {
        heard.addLast(event);
        if (heard.size() > KEPT) {
            heard.removeFirst();
        }
    }

    /// The account has sent the message of this call.
    synchronized void said(int messageId, RecordedCall call) {
        ObjectNode message = SimulatedAccount.JSON.createObjectNode();
        JsonNode group = call.params().get("group_id");
        boolean shared = group != null && !call.action().contains("private");
        message.put("message_type", shared ? "group" : "private");
        if (shared) {
            message.set("group_id", group);
        }
        message.put("message_id", messageId).put("real_id", messageId).put("time", System.currentTimeMillis() / 1000);
        message.set("sender", member(selfId, "bot " + selfId));
        message.set("message", call.params().path("message"));
        said.addLast(message);
        if (said.size() > KEPT) {
            said.removeFirst();
        }
    }

    /// The data of `get_msg`.
    synchronized Optional<String> find(String messageId) {
        for (ObjectNode message : said) {
            if (messageId.equals(message.path("message_id").asString(""))) {
                return Optional.of(message.toString());
            }
        }
        for (String text : heard) {
            JsonNode event = SimulatedAccount.JSON.readTree(text);
            if (event.path("post_type").asString("").equals("message")
                    && messageId.equals(event.path("message_id").asString(""))) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /// The data of `get_group_member_list`: the account and everybody who has spoken in the group.
    synchronized String members(String groupId) {
        Map<String, ObjectNode> members = new LinkedHashMap<>();
        members.put(selfId, member(selfId, "bot " + selfId));
        for (String text : heard) {
            JsonNode event = SimulatedAccount.JSON.readTree(text);
            JsonNode sender = event.path("sender");
            if (sender.isObject() && groupId.equals(event.path("group_id").asString(""))) {
                String userId = sender.path("user_id").asString("");
                members.putIfAbsent(userId, member(userId, sender.path("nickname").asString("")));
            }
        }
        ArrayNode list = SimulatedAccount.JSON.createArrayNode();
        members.values().forEach(member -> list.add(member.put("group_id", Long.parseLong(groupId))));
        return list.toString();
    }

    private static ObjectNode member(String userId, String nickname) {
        return SimulatedAccount.JSON.createObjectNode().put("user_id", Long.parseLong(userId)).put("nickname", nickname)
                .put("card", "").put("role", "member");
    }
}
