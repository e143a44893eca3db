package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.ability.GroupFile;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.MessageEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what an implementation keeps of a chat. Pure.
final class MessageArchive {
    private MessageArchive() {}

    /// Messages, the oldest first. Some implementations leave out what every event says.
    static List<MessageEvent> messages(JsonNode data, Chat chat, OneBotInbound inbound) throws InterruptedException {
        List<MessageEvent> messages = new ArrayList<>();
        for (JsonNode message : data.path("messages")) {
            messages.add(inbound.old(message, chat));
        }
        return messages;
    }

    /// The folders first.
    static List<GroupFile> files(JsonNode data) {
        List<GroupFile> files = new ArrayList<>();
        data.path("folders").forEach(folder -> files.add(new GroupFile(Json.first(folder, "folder_id", "folder"),
                Json.text(folder, "folder_name"), 0, true, Json.map(folder))));
        data.path("files").forEach(file -> files.add(new GroupFile(Json.text(file, "file_id"), Json.text(file, "file_name"),
                Math.max(Json.number(file, "file_size"), Json.number(file, "size")), false, Json.map(file))));
        return files;
    }
}
