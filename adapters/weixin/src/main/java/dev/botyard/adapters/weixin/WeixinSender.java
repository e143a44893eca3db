package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.MediaStation.Stored;
import dev.botyard.adapters.weixin.WeixinOutbound.Part;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Sends one message as those that it takes. All media are uploaded first, so that what cannot be uploaded leaves no half message. Confined to
/// the thread of one send.
final class WeixinSender {
    private final WeixinClient client;
    private final MediaStation station;
    private final Recollection said;
    private final OutboundMessage message;
    private final String person;
    private final String contextToken;
    private final String requestId;
    private final Deadline deadline;

    WeixinSender(WeixinClient client, MediaStation station, Recollection said, OutboundMessage message, String contextToken) {
        this.client = client;
        this.station = station;
        this.said = said;
        this.message = message;
        this.contextToken = contextToken;
        person = message.target().userId();
        requestId = message.requestId().isEmpty() ? UUID.randomUUID().toString() : message.requestId();
        deadline = Deadline.in(message.timeout());
    }

    /// An item that is ready to be sent.
    ///
    /// @param text what can be quoted of it
    private record Item(String text, Consumer<JsonGenerator> writer) {}

    /// @param typing shown while media are uploaded
    Receipt send(Typing typing) throws InterruptedException {
        List<Part> parts = WeixinOutbound.parts(message.segments());
        List<Item> items = items(parts, typing);
        List<String> ids = new ArrayList<>(items.size());
        String raw = "";
        for (int i = 0; i < items.size(); i++) {
            JsonNode answer = send(items.get(i), i, items.size());
            String id = Json.text(answer, "message_id");
            if (!id.isEmpty() && !id.equals("0")) {
                ids.add(id);
                said.keep(id, items.get(i).text());
            }
            raw = answer.toString();
        }
        return Receipt.of(ids).withRaw(raw);
    }

    private List<Item> items(List<Part> parts, Typing typing) throws InterruptedException {
        if (parts.stream().allMatch(Part.Text.class::isInstance)) {
            return prepare(parts);
        }
        typing.show(client, person, contextToken, true);
        try {
            return prepare(parts);
        } finally {
            typing.show(client, person, contextToken, false);
        }
    }

    private List<Item> prepare(List<Part> parts) throws InterruptedException {
        List<Item> items = new ArrayList<>(parts.size());
        for (Part part : parts) {
            items.add(switch (part) {
                case Part.Text(String text) -> new Item(text, out -> text(out, text));
                case Part.Medium medium -> item(medium);
            });
        }
        return items;
    }

    private static void text(JsonGenerator out, String text) {
        out.writeNumberProperty("type", 1);
        out.writeObjectPropertyStart("text_item");
        out.writeStringProperty("text", text);
        out.writeEndObject();
    }

    private Item item(Part.Medium medium) throws InterruptedException {
        Stored stored = station.upload(client, person, medium.kind(), medium.media(), deadline);
        String name = medium.media().name();
        return switch (medium.kind()) {
            case IMAGE -> new Item("[image]", out -> picture(out, 2, "image_item", "mid_size", stored));
            case VIDEO -> new Item("[video]", out -> picture(out, 5, "video_item", "video_size", stored));
            case FILE -> new Item("[file " + name + "]", out -> file(out, name, stored));
        };
    }

    private static void picture(JsonGenerator out, int type, String item, String size, Stored stored) {
        out.writeNumberProperty("type", type);
        out.writeObjectPropertyStart(item);
        media(out, stored);
        out.writeNumberProperty(size, MediaKey.encryptedLength(stored.length()));
        out.writeEndObject();
    }

    private static void file(JsonGenerator out, String name, Stored stored) {
        out.writeNumberProperty("type", 4);
        out.writeObjectPropertyStart("file_item");
        media(out, stored);
        out.writeStringProperty("file_name", name);
        out.writeStringProperty("len", Long.toString(stored.length()));
        out.writeEndObject();
    }

    private static void media(JsonGenerator out, Stored stored) {
        out.writeObjectPropertyStart("media");
        out.writeStringProperty("encrypt_query_param", stored.handle());
        out.writeStringProperty("aes_key", stored.key().base64OfHex());
        out.writeNumberProperty("encrypt_type", 1);
        out.writeEndObject();
    }

    private JsonNode send(Item item, int index, int count) throws InterruptedException {
        String clientId = index == 0 ? requestId : requestId + "-" + (index + 1);
        try {
            if (deadline.passed()) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "the time of " + message.timeout().toMillis()
                        + " ms was over before the message was sent; give a longer timeout");
            }
            return client.sendMessage(person, contextToken, clientId, item.writer(), deadline.left());
        } catch (AdapterException failure) {
            if (index == 0) {
                throw failure;
            }
            throw new AdapterException(laterKind(failure.kind()), "part " + (index + 1) + " of " + count
                    + " failed after the parts before it were sent: " + failure.getMessage(), failure)
                    .withPlatformCode(failure.platformCode());
        }
    }

    /// After a part has been sent, the whole must not be tried again.
    private static ErrorKind laterKind(ErrorKind kind) {
        return kind == ErrorKind.UNKNOWN_OUTCOME || kind == ErrorKind.AUTHENTICATION ? kind : ErrorKind.REJECTED;
    }
}
