package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.Segments;
import dev.botyard.adapters.telegram.TelegramClient.Answer;
import dev.botyard.adapters.telegram.TelegramInbound.Place;
import dev.botyard.adapters.telegram.TelegramOutbound.Kind;
import dev.botyard.adapters.telegram.TelegramOutbound.Medium;
import dev.botyard.adapters.telegram.TelegramOutbound.Part;
import dev.botyard.adapters.telegram.TelegramOutbound.Script;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Sends one message as those that it takes. What Telegram refuses for its form is sent once more in a plainer one: nothing was delivered then.
/// Confined to the thread of one send.
final class TelegramSender {
    /// Groups that have become supergroups have another id since.
    private static final String MOVED = "moved:";
    private static final long LARGEST_PHOTO = 10L << 20;
    private static final List<String> OPTIONS = List.of("disable_notification", "protect_content", "reply_markup",
            "link_preview_options",
            "message_effect_id", "has_spoiler", "message_thread_id", "parse_mode");

    private final TelegramClient client;
    private final KeyValueStore store;
    private final OutboundMessage message;
    private final long end;
    private Place place;

    TelegramSender(TelegramClient client, KeyValueStore store, OutboundMessage message) {
        this.client = client;
        this.store = store;
        this.message = message;
        end = System.nanoTime() + message.timeout().toNanos();
        place = place(message);
    }

    /// Where a group is now.
    static String now(KeyValueStore store, String chat) {
        return store.get(MOVED + chat).orElse(chat);
    }

    /// A group has become a supergroup.
    static void moved(KeyValueStore store, String from, String to) {
        store.put(MOVED + from, to);
    }

    /// Without a topic of its own an answer goes to the topic of what it answers.
    private Place place(OutboundMessage answer) {
        Place to = Place.ofChat(answer.target().id());
        Place asked = Place.ofMessage(answer.inReplyTo(), to.chat());
        String topic = to.topic().isEmpty() && asked.chat().equals(to.chat()) ? asked.topic() : to.topic();
        return new Place(now(store, to.chat()), topic, "");
    }

    Receipt send() throws InterruptedException {
        Script script = TelegramOutbound.read(message.segments());
        List<Parts.Part> parts = new ArrayList<>();
        for (Part part : script.parts()) {
            Loaded loaded = load(part);
            boolean first = parts.isEmpty();
            boolean last = parts.size() == script.parts().size() - 1;
            parts.add(() -> deliver(loaded, first ? script.answered() : "", first, last));
        }
        return Parts.send(parts);
    }

    /// A part whose media are read: what cannot be read leaves no half message.
    private record Loaded(Part part, List<Kind> kinds, List<byte[]> files) {}

    private static Loaded load(Part part) {
        List<Kind> kinds = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (Medium medium : part.media()) {
            byte[] bytes = Segments.bytes(medium.media());
            files.add(bytes);
            kinds.add(medium.kind() == Kind.PHOTO && bytes.length > LARGEST_PHOTO ? Kind.DOCUMENT : medium.kind());
        }
        boolean mixed = kinds.contains(Kind.DOCUMENT) && kinds.size() > 1;
        return new Loaded(part, mixed ? kinds.stream().map(_ -> Kind.DOCUMENT).toList() : kinds, files);
    }

    private List<String> deliver(Loaded part, String answered, boolean first, boolean last) throws InterruptedException {
        Loaded now = part;
        boolean marks = true;
        while (true) {
            Answer answer = ask(now, marks, answered, last);
            if (!answer.movedTo().isEmpty() && !answer.movedTo().equals(place.chat())) {
                moved(store, Place.ofChat(message.target().id()).chat(), answer.movedTo());
                place = new Place(answer.movedTo(), place.topic(), "");
            } else if (marks && answer.says("can't parse")) {
                marks = false;
            } else if (now.kinds.contains(Kind.PHOTO) && answer.says("photo invalid dimensions", "image process failed")) {
                now = new Loaded(part.part, part.kinds.stream().map(_ -> Kind.DOCUMENT).toList(), part.files);
            } else if (!first && answer.retryAfter() > 0 && Duration.ofSeconds(answer.retryAfter()).toNanos() < left()) {
                // Nobody else can wait for the rest: the parts before it are there.
                TimeUnit.SECONDS.sleep(answer.retryAfter());
            } else {
                JsonNode sent = answer.orThrow();
                return (sent.isArray() ? sent.valueStream() : Stream.of(sent)).map(each -> Place.of(each).toString()).toList();
            }
        }
    }

    private long left() {
        return end - System.nanoTime();
    }

    private Answer ask(Loaded part, boolean marks, String answered, boolean last) throws InterruptedException {
        if (left() <= 0) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the time of " + message.timeout().toMillis()
                    + " ms was over before the message was sent; give a longer timeout");
        }
        Duration timeout = Duration.ofNanos(left());
        Map<String, Object> fields = common(answered, last && part.files.size() < 2);
        Map<String, Object> words = words(part, marks);
        if (part.files.isEmpty()) {
            fields.putAll(words);
            return client.ask("sendMessage", fields, timeout);
        }
        Multipart form = new Multipart();
        boolean album = part.files.size() > 1;
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < part.files.size(); i++) {
            Media media = part.part.media().get(i).media();
            String field = album ? "f" + i : part.kinds.getFirst().field();
            form.file(field, media.name().isEmpty() ? field : media.name(), media.mimeType(), part.files.get(i));
            Map<String, Object> item = new LinkedHashMap<>(
                    Map.of("type", part.kinds.get(i).field(), "media", "attach://" + field));
            item.putAll(i == 0 ? words : Map.of());
            items.add(item);
        }
        fields.putAll(album ? Map.of("media", items) : words);
        fields.forEach((name, value) -> form.field(name,
                value instanceof String text ? text : Json.write(out -> out.writePOJO(value))));
        return client.upload(album ? "sendMediaGroup" : part.kinds.getFirst().method(), form, timeout);
    }

    /// @param buttons whether this message may carry them: the last one, and no album
    private Map<String, Object> common(String answered, boolean buttons) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chat_id", place.chat().matches("-?\\d{1,18}") ? (Object) Long.parseLong(place.chat()) : place.chat());
        if (place.topic().matches("\\d{1,18}")) {
            fields.put("message_thread_id", Long.parseLong(place.topic()));
        }
        Place quoted = Place.ofMessage(answered, place.chat());
        if (quoted.message().matches("\\d{1,18}")) {
            Map<String, Object> reply = new LinkedHashMap<>(
                    Map.of("message_id", Long.parseLong(quoted.message()), "allow_sending_without_reply", true));
            if (!now(store, quoted.chat()).equals(place.chat())) {
                reply.put("chat_id", quoted.chat());
            }
            fields.put("reply_parameters", reply);
        }
        message.options().forEach((name, value) -> {
            if (OPTIONS.contains(name) && (buttons || !name.equals("reply_markup"))) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private static Map<String, Object> words(Loaded part, boolean marks) {
        TelegramOutbound.Words words = part.part.words();
        String key = part.files.isEmpty() ? "text" : "caption";
        if (words.plain().isEmpty()) {
            return Map.of();
        }
        return marks && !words.html().isEmpty() ? Map.of(key, words.html(), "parse_mode", "HTML") : Map.of(key, words.plain());
    }
}
