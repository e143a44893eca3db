package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.Recordings;
import dev.botyard.adapters.common.ReplyWindows;
import dev.botyard.adapters.common.Segments;
import dev.botyard.adapters.dingtalk.DingtalkOutbound.Medium;
import dev.botyard.adapters.dingtalk.DingtalkOutbound.Native;
import dev.botyard.adapters.dingtalk.DingtalkOutbound.Part;
import dev.botyard.adapters.dingtalk.DingtalkOutbound.Words;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Sends one message as the messages that it takes: media are uploaded before the first of them. Confined to the thread of one send.
final class DingtalkSender {
    static final long MAX_BYTES = 20L << 20;
    private static final int MAX_VOICE = 2 << 20;
    private static final int TITLE = 30;

    private final DingtalkClient client;
    private final DingtalkConfig config;
    private final ReplyWindows webhooks;
    private final OutboundMessage message;
    private final Target target;
    private final long deadline;

    DingtalkSender(DingtalkClient client, DingtalkConfig config, ReplyWindows webhooks, OutboundMessage message) {
        this.client = client;
        this.config = config;
        this.webhooks = webhooks;
        this.message = message;
        target = message.target();
        deadline = System.nanoTime() + message.timeout().toNanos();
    }

    Receipt send() throws InterruptedException {
        List<Parts.Part> posts = new ArrayList<>();
        for (Part part : DingtalkOutbound.parts(message.segments())) {
            posts.add(switch (part) {
                case Words words -> () -> say(words);
                case Native form -> robot(form.key(), out -> form.params().forEach(out::writeStringProperty));
                case Medium medium -> medium(medium);
            });
        }
        return Parts.send(posts);
    }

    private List<String> say(Words words) throws InterruptedException {
        boolean preferred = config.sessions() && (!message.inReplyTo().isEmpty() || words.mentions());
        Optional<String> webhook = preferred || !addressable() ? webhooks.open(target.id()) : Optional.empty();
        if (webhook.isEmpty()) {
            return robot(words).send();
        }
        try {
            client.post(URI.create(webhook.get()), out -> session(words, out), left());
            return List.of();
        } catch (AdapterException failure) {
            switch (failure.kind()) {
                case WINDOW_CLOSED -> webhooks.closed(target.id());
                case RATE_LIMITED -> webhooks.rests(target.id(), failure.retryAfter().orElse(Duration.ofMinutes(1)));
                default -> throw failure;
            }
            if (failure.kind() == ErrorKind.RATE_LIMITED && !addressable()) {
                throw failure;
            }
            return robot(words).send();
        }
    }

    private void session(Words words, JsonGenerator out) {
        out.writeStringProperty("msgtype", words.markdown ? "markdown" : "text");
        out.writeObjectPropertyStart(words.markdown ? "markdown" : "text");
        text(words.markdown, words.mentioning.toString(), out);
        out.writeEndObject();
        out.writeObjectPropertyStart("at");
        ids("atUserIds", words.people.stream().filter(id -> !anonymous(id)).toList(), out);
        ids("atDingtalkIds", words.people.stream().filter(DingtalkSender::anonymous).toList(), out);
        out.writeBooleanProperty("isAtAll", words.everybody);
        out.writeEndObject();
    }

    private void text(boolean markdown, String text, JsonGenerator out) {
        if (markdown) {
            out.writeStringProperty("title", title(text));
        }
        out.writeStringProperty(markdown ? "text" : "content", text);
    }

    /// What notifications show of Markdown.
    private String title(String text) {
        String title = message.title().isBlank()
                ? Markdowns.plain(text).strip().lines().findFirst().orElse("…")
                : message.title();
        return title.substring(0, title.offsetByCodePoints(0, Math.min(TITLE, title.codePointCount(0, title.length()))));
    }

    private static void ids(String name, List<String> ids, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        ids.forEach(out::writeString);
        out.writeEndArray();
    }

    /// Markdown that DingTalk refuses arrives as text.
    private Parts.Part robot(Words words) {
        Parts.Part plain = robot("sampleText", out -> text(false,
                words.markdown ? Markdowns.plain(words.plain.toString()) : words.plain.toString(), out));
        return words.markdown ? () -> {
            try {
                return robot("sampleMarkdown", out -> text(true, words.plain.toString(), out)).send();
            } catch (AdapterException refused) {
                if (refused.kind() != ErrorKind.REJECTED) {
                    throw refused;
                }
                return plain.send();
            }
        } : plain;
    }

    /// A message by the robot API.
    private Parts.Part robot(String key, Consumer<JsonGenerator> params) {
        String written = Json.object(params);
        return () -> {
            if (!addressable()) {
                throw windowClosed();
            }
            JsonNode answer = client.call(
                    target.userId().isEmpty() ? "/v1.0/robot/groupMessages/send" : "/v1.0/robot/oToMessages/batchSend", out -> {
                        out.writeStringProperty("robotCode", config.robotCode());
                        if (target.userId().isEmpty()) {
                            out.writeStringProperty("openConversationId", target.chatId());
                        } else {
                            ids("userIds", List.of(target.userId()), out);
                        }
                        out.writeStringProperty("msgKey", key);
                        out.writeStringProperty("msgParam", written);
                    }, left());
            // HTTP 200 although nobody has got it.
            if (names(answer, "invalidStaffIdList")) {
                throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, target + " is not known to DingTalk, or the robot may"
                        + " not write to that person: a staff id (userid) of the organisation is needed");
            }
            if (names(answer, "flowControlledStaffIdList")) {
                throw new AdapterException(ErrorKind.RATE_LIMITED, target + " has had too many messages of this robot");
            }
            return List.of(Json.text(answer, "processQueryKey"));
        };
    }

    private boolean names(JsonNode answer, String list) {
        return answer.path(list).valueStream().anyMatch(id -> Json.text(id).equals(target.userId()));
    }

    private boolean addressable() {
        return !anonymous(target.userId());
    }

    /// People outside the organisation have no staff id, only one of the chat.
    static boolean anonymous(String person) {
        return person.startsWith("$:");
    }

    private AdapterException windowClosed() {
        return webhooks.refusal(target.id(),
                target + " is outside the organisation, and a robot can only answer such people, in words");
    }

    private Parts.Part medium(Medium medium) throws InterruptedException {
        if (!addressable()) {
            throw windowClosed();
        }
        Media media = medium.media();
        byte[] bytes = Segments.bytes(media);
        boolean voice = medium.upload().equals("voice");
        if (voice && bytes.length > MAX_VOICE) {
            throw new AdapterException(ErrorKind.MEDIA,
                    media.name() + " has " + bytes.length + " bytes; DingTalk takes voice up to 2 MiB");
        }
        String id = uploaded(medium.upload(), media, bytes);
        return switch (medium.upload()) {
            case "image" -> robot("sampleImageMsg", out -> out.writeStringProperty("photoURL", id));
            case "voice" -> robot("sampleAudio", out -> {
                out.writeStringProperty("mediaId", id);
                out.writeStringProperty("duration", Long.toString(Recordings.length(bytes).toMillis()));
            });
            default -> robot("sampleFile", out -> {
                out.writeStringProperty("mediaId", id);
                out.writeStringProperty("fileName", media.name());
                out.writeStringProperty("fileType", media.name().substring(media.name().lastIndexOf('.') + 1));
            });
        };
    }

    /// An upload that fails half-way has sent nothing to anybody.
    private String uploaded(String type, Media media, byte[] bytes) throws InterruptedException {
        try {
            return client.upload(type, media, bytes, left());
        } catch (AdapterException failure) {
            throw switch (failure.kind()) {
                case UNKNOWN_OUTCOME, REJECTED -> new AdapterException(ErrorKind.MEDIA, failure.getMessage(), failure)
                        .withPlatformCode(failure.platformCode());
                default -> failure;
            };
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
