package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.MediaBytes;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.Recordings;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Sends one message as those that it takes: what can stand together is one, each recording, film and file one of its own. All media are uploaded
/// first, so that what cannot be uploaded leaves no half message. Confined to the thread of one send.
final class FeishuOutbound {
    static final int MAX_FILE = 30 << 20;
    private static final int MAX_IMAGE = 10 << 20;
    private static final int LONGEST_UUID = 50;
    private static final Set<String> BAD_CARD = Set.of("230099", "230025", "200621");
    private static final Set<String> DOCUMENTS = Set.of("pdf", "doc", "xls", "ppt");

    private final FeishuApi api;
    private final OutboundMessage message;
    private final boolean cards;
    private final long deadline;
    private final List<Ready> ready = new ArrayList<>();
    private String quoted = "";

    /// @param cards whether Markdown becomes a card
    FeishuOutbound(FeishuApi api, OutboundMessage message, boolean cards) {
        this.api = api;
        this.message = message;
        this.cards = cards;
        deadline = System.nanoTime() + message.timeout().toNanos();
    }

    /// A message of the platform.
    ///
    /// @param plain its text, for when the platform does not take the rest; `""` where that would not do
    private record Ready(String type, String content, String plain) {
        private static Ready text(String text) {
            return new Ready("text", Json.object(out -> out.writeStringProperty("text", text)), "");
        }

        private static Ready keyed(String type, String name, String key) {
            return new Ready(type, Json.object(out -> out.writeStringProperty(name, key)), "");
        }
    }

    /// What a kind of segment becomes: a message of its own, or a piece of one with others.
    ///
    /// @param type     of the message of its own, `""` for none
    /// @param fileType as what its medium is uploaded
    /// @param text     in a text message
    /// @param card     in a card
    /// @param element  in a post, as JSON; of a picture as soon as it is uploaded
    private record Shape(String type, String fileType, Media media, String text, String card, String element) {
        private static Shape inLine(String text, String card, String tag, String key, String value) {
            return new Shape("", "", null, text, card, element(tag, key, value));
        }

        private static Shape alone(String type, String fileType, Media media) {
            return new Shape(type, fileType, media, "", "", "");
        }

        private static String element(String tag, String key, String value) {
            return Json.object(out -> {
                out.writeStringProperty("tag", tag);
                out.writeStringProperty(key, value);
            });
        }

        private boolean picture() {
            return type.equals("image");
        }

        private boolean markdown() {
            return element.startsWith("{\"tag\":\"md\"");
        }
    }

    private static final SegmentVisitor<Shape> SHAPES = new SegmentVisitor<>() {
        /// Only a mention has to be told from what somebody else wrote.
        @Override
        public Shape other(Segment segment) {
            String text = segment.asText();
            String tame = tame(text);
            return Shape.inLine(tame, tame, "text", "text", text);
        }

        @Override
        public Shape markdown(Segment.Markdown segment) {
            return Shape.inLine(Markdowns.plain(segment.text()), segment.text(), "md", "text", segment.text());
        }

        @Override
        public Shape at(Segment.At segment) {
            return Shape.inLine("<at user_id=\"" + segment.userId() + "\">" + segment.name() + "</at>",
                    "<at id=" + segment.userId() + "></at>", "at", "user_id", segment.userId());
        }

        @Override
        public Shape atAll(Segment.AtAll segment) {
            return Shape.inLine("<at user_id=\"all\"></at>", "<at id=all></at>", "at", "user_id", "all");
        }

        @Override
        public Shape image(Segment.Image segment) {
            return Shape.alone("image", "", segment.media());
        }

        @Override
        public Shape voice(Segment.Voice segment) {
            return Shape.alone("audio", "opus", segment.media());
        }

        @Override
        public Shape video(Segment.Video segment) {
            return Shape.alone("media", "mp4", segment.media());
        }

        @Override
        public Shape file(Segment.File segment) {
            String name = segment.media().name();
            String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).replaceFirst("x$", "");
            return Shape.alone("file", DOCUMENTS.contains(end) ? end : "stream", segment.media());
        }

        @Override
        public Shape json(Segment.Json segment) {
            return new Shape("interactive", "", null, segment.json(), "", "");
        }

        @Override
        public Shape reply(Segment.Reply segment) {
            return new Shape("reply", "", null, segment.messageId(), "", "");
        }
    };

    private static String tame(String text) {
        return text.replaceAll("(?i)<(?=/?at\\b)", "<\u200b");
    }

    /// The content of a text message that says this, and mentions nobody.
    static String text(String words) {
        return Ready.text(tame(words)).content();
    }

    Receipt send() throws InterruptedException {
        List<Shape> run = new ArrayList<>();
        for (Segment segment : message.segments()) {
            Shape shape = segment.accept(SHAPES);
            switch (shape.type()) {
                case "", "image" -> run.add(shape);
                case "reply" -> quoted = shape.text();
                default -> {
                    together(run);
                    ready.add(shape.media() == null ? new Ready(shape.type(), shape.text(), "") : file(shape));
                }
            }
        }
        together(run);
        if (ready.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that Feishu could show");
        }
        List<Parts.Part> parts = new ArrayList<>();
        for (int i = 0; i < ready.size(); i++) {
            Ready part = ready.get(i);
            String given = message.requestId() + (i == 0 ? "" : "-" + (i + 1));
            String uuid = given.substring(Math.max(0, given.length() - LONGEST_UUID));
            String quote = i == 0 ? quoted : "";
            parts.add(() -> List.of(Json.text(send(part, uuid, quote).path("data"), "message_id")));
        }
        return Parts.send(parts);
    }

    /// What stands together becomes the simplest message that can show it: a text, a picture, a card, a post.
    private void together(List<Shape> run) throws InterruptedException {
        boolean pictures = run.stream().anyMatch(Shape::picture);
        if (run.size() == 1 && pictures) {
            ready.add(Ready.keyed("image", "image_key", picture(run.getFirst())));
        } else if (pictures || run.stream().anyMatch(Shape::markdown)) {
            String plain = pictures ? "" : run.stream().map(Shape::text).collect(Collectors.joining());
            ready.add(cards && !pictures ? new Ready("interactive", card(run), plain) : new Ready("post", post(run), plain));
        } else if (run.stream().anyMatch(shape -> !shape.text().isBlank())) {
            ready.add(Ready.text(run.stream().map(Shape::text).collect(Collectors.joining())));
        }
        run.clear();
    }

    private static String card(List<Shape> run) {
        return "{\"schema\":\"2.0\",\"body\":{\"elements\":["
                + Shape.element("markdown", "content", run.stream().map(Shape::card).collect(Collectors.joining())) + "]}}";
    }

    /// Pictures and Markdown stand in lines of their own.
    private String post(List<Shape> run) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        boolean open = false;
        for (Shape shape : run) {
            boolean apart = shape.picture() || shape.markdown();
            String element = shape.picture() ? Shape.element("img", "image_key", picture(shape)) : shape.element();
            lines.append(lines.isEmpty() ? "[" : open && !apart ? "," : "],[").append(element);
            open = !apart;
        }
        return "{\"zh_cn\":" + Json.object(out -> {
            out.writeStringProperty("title", message.title());
            out.writeName("content");
            out.writeRawValue("[" + lines + "]]");
        }) + "}";
    }

    private Ready file(Shape shape) throws InterruptedException {
        return Ready.keyed(shape.type(), "file_key", upload("file", "file_type", shape.fileType(), shape.media(), MAX_FILE));
    }

    private String picture(Shape shape) throws InterruptedException {
        return upload("image", "image_type", "message", shape.media(), MAX_IMAGE);
    }

    /// @param what `image` or `file`
    private String upload(String what, String typeKey, String type, Media media, int most) throws InterruptedException {
        byte[] bytes = MediaBytes.of(media, most);
        Multipart form = new Multipart().field(typeKey, type).field("file_name", media.name());
        if (type.equals("opus")) {
            form.field("duration", Long.toString(Recordings.length(bytes).toMillis()));
        }
        return api.upload("/open-apis/im/v1/" + what + "s", form.file(what, media.name(), media.mimeType(), bytes), what + "_key",
                left());
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    /// Once more without what the platform did not like, which is no second sending: the first was refused.
    private JsonNode send(Ready part, String uuid, String quote) throws InterruptedException {
        try {
            return post(part, uuid, quote);
        } catch (AdapterException refused) {
            // The quoted message was recalled.
            if (refused.platformCode().equals("230011") && !quote.isEmpty()) {
                return send(part, uuid, "");
            }
            if (BAD_CARD.contains(refused.platformCode()) && !part.plain().isEmpty()) {
                return send(Ready.text(part.plain()), uuid, quote);
            }
            throw refused;
        }
    }

    private JsonNode post(Ready part, String uuid, String quote) throws InterruptedException {
        Target target = message.target();
        return api.call("POST",
                FeishuApi.MESSAGES + (quote.isEmpty() ? "?receive_id_type=" + idType(target) : "/" + quote + "/reply"),
                out -> {
                    out.writeStringProperty("receive_id", target.id());
                    out.writeStringProperty("msg_type", part.type());
                    out.writeStringProperty("content", part.content());
                    out.writeStringProperty("uuid", uuid);
                }, left());
    }

    /// People are known by several kinds of ids, which show what they are.
    static String idType(Target target) {
        String id = target.id();
        if (target.kind() != ChatKind.PRIVATE || id.startsWith("oc_")) {
            return "chat_id";
        }
        return id.startsWith("ou_")
                ? "open_id"
                : id.startsWith("on_") ? "union_id" : id.startsWith("cli_") ? "app_id" : id.contains("@") ? "email" : "user_id";
    }
}
