package dev.botyard.runtime.script.calls;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.infra.store.MessageRow;
import java.time.Instant;

/// A message of the past, as scripts see it.
record HeardMessage(@JsonProperty("imType") String im, @JsonProperty("accountID") String account,
        @JsonProperty("chatID") String chat,
        @JsonProperty("userID") String user, @JsonProperty("messageID") String messageId, String content, String direction,
        Instant time) {

    static HeardMessage of(MessageRow row) {
        return new HeardMessage(row.im(), row.account(), row.chat(), row.user(), row.messageId(), row.text(), row.direction(),
                row.time());
    }
}
