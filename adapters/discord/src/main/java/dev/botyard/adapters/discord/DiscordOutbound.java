package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.Segments;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes Discord's messages of a script's one: usually a single one, with all its text and media. Several where the text, with what is
/// escaped in it, or the media are too much for one. Confined to one thread.
final class DiscordOutbound implements SegmentVisitor<Void> {
    /// In UTF-16 units, to be on the safe side of Discord's count.
    static final int LONGEST = 2000;
    static final long MAX_FILE = 10L << 20;
    private static final int MAX_FILES = 10;
    /// A request may be of 25 MiB, with what surrounds the files.
    private static final long MAX_FILES_BYTES = 24L << 20;
    private static final int BREAKABLE = 400;
    private static final int NONCE = 24;
    private static final int MAX_MENTIONS = 100;
    private static final List<String> CARDS = List.of("embeds", "components", "poll");

    /// What Markdown would make something of. Addresses stay as they are: a backslash would be part of them.
    private static final Pattern SPECIAL = Pattern.compile("https?://[^\\s<]+|[\\\\*_~`|<\\[]|^[ \\t]*[>#+-]", Pattern.MULTILINE);
    private static final Pattern EMOJI = Pattern.compile("(a:)?\\w{2,32}:\\d+");

    private final StringBuilder text = new StringBuilder();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final List<Media> files = new ArrayList<>();
    private final Map<String, JsonNode> extras = new LinkedHashMap<>();
    private String quoted = "";
    private boolean everyone;

    private DiscordOutbound() {}

    /// One message of Discord.
    ///
    /// @param payload its JSON
    record Part(Map<String, Object> payload, List<Media> files) {

        /// With the bytes of its files.
        ///
        /// @throws AdapterException `MEDIA` when one cannot be read
        Multipart form() {
            Multipart form = new Multipart().field("payload_json", Json.write(out -> out.writePOJO(payload)));
            for (int i = 0; i < files.size(); i++) {
                Media media = files.get(i);
                form.file("files[" + i + "]", media.name(), media.mimeType(), Segments.bytes(media));
            }
            return form;
        }
    }

    /// The parts in order: text first, the media with the last of it, and more media than fit after that.
    ///
    /// @throws AdapterException `UNSUPPORTED` when nothing is left that could be shown
    static List<Part> parts(OutboundMessage message) {
        DiscordOutbound outbound = new DiscordOutbound();
        message.segments().forEach(segment -> segment.accept(outbound));
        List<String> texts = pieces(outbound.text.toString());
        List<List<Media>> media = bundles(outbound.files);
        int count = Math.max(1, texts.size()) + Math.max(0, media.size() - 1);
        if (texts.isEmpty() && media.isEmpty() && outbound.extras.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that Discord could show");
        }
        int first = Math.max(0, texts.size() - 1);
        List<Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String content = i < texts.size() ? texts.get(i) : "";
            List<Media> with = i >= first && i - first < media.size() ? media.get(i - first) : List.of();
            parts.add(new Part(outbound.payload(content, with, nonce(message.requestId(), i), i == 0, i == first), with));
        }
        return parts;
    }

    /// Discord drops a second message with a nonce that it knows: derived from the request, so that a doubtful one may be sent again.
    private static String nonce(String requestId, int part) {
        if (requestId.isEmpty()) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((requestId + "/" + part).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, NONCE);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static List<List<Media>> bundles(List<Media> files) {
        List<List<Media>> bundles = new ArrayList<>();
        long bytes = MAX_FILES_BYTES;
        for (Media media : files) {
            long size = media.size() < 0 ? MAX_FILE : media.size();
            bytes += size;
            if (bytes > MAX_FILES_BYTES || bundles.getLast().size() == MAX_FILES) {
                bundles.add(new ArrayList<>());
                bytes = size;
            }
            bundles.getLast().add(media);
        }
        return bundles;
    }

    /// Text in pieces that Discord takes, cut where it is least seen.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text.isBlank() ? "" : text;
        while (rest.length() > LONGEST) {
            int cut = cut(rest);
            pieces.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    private static int cut(String text) {
        int line = text.lastIndexOf('\n', LONGEST - 1);
        int blank = text.lastIndexOf(' ', LONGEST - 1);
        int best = line >= LONGEST - BREAKABLE ? line : blank;
        if (best >= LONGEST - BREAKABLE) {
            return best + 1;
        }
        int backslashes = 0;
        while (text.charAt(LONGEST - 1 - backslashes) == '\\') {
            backslashes++;
        }
        // Neither an escape nor an emoji is torn.
        return backslashes % 2 == 1 || Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    private Map<String, Object> payload(String content, List<Media> with, String nonce, boolean begins, boolean ends) {
        Map<String, Object> payload = new LinkedHashMap<>(ends ? extras : Map.of());
        if (!content.isEmpty()) {
            payload.put("content", content);
        }
        if (!nonce.isEmpty()) {
            payload.put("nonce", nonce);
            payload.put("enforce_nonce", true);
        }
        // Nobody is called but whom the script mentions as such, whatever stands in the text.
        payload.put("allowed_mentions", Map.of("parse", everyone ? List.of("everyone") : List.of(), "users",
                mentioned.stream().limit(MAX_MENTIONS).toList(), "replied_user", false));
        if (begins && !quoted.isEmpty()) {
            payload.put("message_reference", Map.of("message_id", quoted, "fail_if_not_exists", false));
        }
        if (!with.isEmpty()) {
            payload.put("attachments",
                    IntStream.range(0, with.size()).mapToObj(i -> Map.of("id", i, "filename", with.get(i).name())).toList());
        }
        return payload;
    }

    /// Text in which Markdown makes nothing of what people wrote.
    static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll(match -> {
            String found = match.group();
            return Matcher.quoteReplacement(found.startsWith("http")
                    ? found
                    : found.substring(0, found.length() - 1) + "\\" + found.charAt(found.length() - 1));
        });
    }

    @Override
    public Void other(Segment segment) {
        text.append(escaped(segment.asText()));
        return null;
    }

    @Override
    public Void markdown(Segment.Markdown segment) {
        text.append(segment.text());
        return null;
    }

    @Override
    public Void at(Segment.At segment) {
        if (!segment.userId().matches("\\d{1,20}")) {
            return other(segment);
        }
        mentioned.add(segment.userId());
        text.append("<@").append(segment.userId()).append('>');
        return null;
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        everyone = true;
        text.append("@everyone");
        return null;
    }

    @Override
    public Void reply(Segment.Reply segment) {
        quoted = segment.messageId().matches("\\d{1,20}") ? segment.messageId() : quoted;
        return null;
    }

    @Override
    public Void face(Segment.Face segment) {
        if (!EMOJI.matcher(segment.id()).matches()) {
            return other(segment);
        }
        text.append(segment.id().startsWith("a:") ? "<" : "<:").append(segment.id()).append('>');
        return null;
    }

    @Override
    public Void forward(Segment.Forward segment) {
        if (segment.nodes().isEmpty()) {
            return other(segment);
        }
        segment.nodes().forEach(node -> {
            text.append("> **").append(escaped(node.sender().name())).append("**: ");
            node.segments().forEach(part -> part.accept(this));
            text.append('\n');
        });
        return null;
    }

    /// Embeds, buttons or polls in Discord's own form; an object without any of these is an embed.
    @Override
    public Void json(Segment.Json segment) {
        try {
            JsonNode card = Json.parse(segment.json());
            CARDS.stream().filter(card::has).forEach(key -> extras.put(key, card.get(key)));
            if (CARDS.stream().noneMatch(card::has)) {
                extras.put("embeds", Json.parse("[" + card + "]"));
            }
            return null;
        } catch (JacksonException broken) {
            throw new AdapterException(ErrorKind.REJECTED, "the card is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    @Override
    public Void image(Segment.Image segment) {
        return file(segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return file(segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return file(segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return file(segment.media());
    }

    private Void file(Media media) {
        files.add(media);
        return null;
    }
}
