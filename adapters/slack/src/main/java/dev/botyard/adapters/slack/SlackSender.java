package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.MarkdownDialect;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.Segments;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Sends one message: text, and files with the text before them as their caption. Files are brought to Slack first, so that what cannot be leaves
/// no half message. Confined to the thread of one send.
final class SlackSender implements SegmentVisitor<Void> {
    private static final MarkdownDialect MRKDWN = MarkdownDialect.PLAIN.escaping(SlackSender::escaped).bold("*", "*")
            .italic("_", "_")
            .strike("~", "~").code("`", "`").fence((language, code) -> "```\n" + code + "\n```")
            .link((label, url) -> "<" + escaped(url).replace("|", "%7C") + "|" + label + ">")
            .heading(level -> new MarkdownDialect.Marks("*", "*")).quoteLine("> ").bullet("• ");

    private final SlackApi api;
    private final String channel;
    private final long end;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();
    private final List<Media> files = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private boolean marked;
    private String thread;

    /// @param thread where it belongs unless it quotes something, `""` for no thread
    SlackSender(SlackApi api, String channel, String thread, Duration time) {
        this.api = api;
        this.channel = channel;
        this.thread = thread;
        end = System.nanoTime() + time.toNanos();
    }

    /// A message of the platform.
    ///
    /// @param text     in Slack's mrkdwn
    /// @param marked   whether its marks count
    /// @param markdown the source, if it is nothing but Markdown, else `""`
    private record Draft(String text, boolean marked, String markdown, List<Media> files) {}

    Receipt send(List<Segment> segments) throws InterruptedException {
        segments.forEach(segment -> segment.accept(this));
        endDraft();
        if (drafts.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that Slack could show");
        }
        List<Parts.Part> parts = new ArrayList<>();
        for (Draft draft : drafts) {
            String uploaded = draft.files.isEmpty() ? "" : uploaded(draft.files);
            parts.add(() -> List.of(uploaded.isEmpty() ? post(draft) : share(draft, uploaded)));
        }
        return Parts.send(parts);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private String post(Draft draft) throws InterruptedException {
        if (!draft.markdown.isEmpty()) {
            try {
                return post(Map.of("markdown_text", draft.markdown));
            } catch (AdapterException refused) {
                if (refused.kind() != ErrorKind.REJECTED
                        || !refused.platformCode().matches("invalid_arguments|no_text|markdown_text.*")) {
                    throw refused;
                }
            }
        }
        return post(Map.of("text", draft.text, "mrkdwn", Boolean.toString(draft.marked)));
    }

    private String post(Map<String, String> content) throws InterruptedException {
        JsonNode answer = api.call("chat.postMessage", addressed(content, "channel"), left());
        return SlackInbound.id(answer, "ts");
    }

    private Map<String, String> addressed(Map<String, String> content, String channelKey) {
        Map<String, String> params = new HashMap<>(content);
        params.put(channelKey, channel);
        params.put("unfurl_links", "false");
        if (!thread.isEmpty()) {
            params.put("thread_ts", thread);
        }
        return params;
    }

    /// @return the list of files as Slack wants it named
    private String uploaded(List<Media> media) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Media medium : media) {
            byte[] bytes = bytes(medium);
            JsonNode place = api.call("files.getUploadURLExternal",
                    Map.of("filename", medium.name(), "length", Integer.toString(bytes.length)), left());
            api.upload(Json.text(place, "upload_url"), bytes, left());
            ids.add(Json.text(place, "file_id"));
        }
        return Json.write(out -> {
            out.writeStartArray();
            for (int i = 0; i < ids.size(); i++) {
                out.writeStartObject().writeStringProperty("id", ids.get(i)).writeStringProperty("title", media.get(i).name())
                        .writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static byte[] bytes(Media medium) {
        byte[] bytes = Segments.bytes(medium);
        if (bytes.length == 0) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + medium.source() + "' is empty, which Slack does not take");
        }
        return bytes;
    }

    /// Slack makes the message a moment later and does not tell its time: the file's id stands for it.
    private String share(Draft draft, String uploaded) throws InterruptedException {
        Map<String, String> content = new HashMap<>(Map.of("files", uploaded));
        if (!draft.text.isBlank()) {
            content.put("initial_comment", draft.text);
        }
        JsonNode answer = api.call("files.completeUploadExternal", addressed(content, "channel_id"), left());
        return Json.text(answer.path("files").path(0), "id");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void endDraft() {
        if (!text.toString().isBlank() || !files.isEmpty()) {
            boolean nothingElse = !markdown.isEmpty() && files.isEmpty();
            drafts.add(new Draft(text.toString(), marked, nothingElse ? markdown.toString() : "", List.copyOf(files)));
        }
        text.setLength(0);
        markdown.setLength(0);
        files.clear();
        marked = false;
    }

    /// Adds text behind what there is; text behind a file begins another message.
    private Void say(String mrkdwn, boolean withMarks) {
        if (!files.isEmpty()) {
            endDraft();
        }
        markdown.setLength(0);
        text.append(mrkdwn);
        marked |= withMarks;
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return say(escaped(segment.asText()), false);
    }

    @Override
    public Void markdown(Segment.Markdown segment) {
        boolean first = text.isEmpty() || !files.isEmpty();
        say(Markdowns.write(segment.text(), MRKDWN), true);
        markdown.append(first ? segment.text() : "");
        return null;
    }

    @Override
    public Void at(Segment.At segment) {
        return say(segment.userId().matches("[A-Za-z0-9]+") ? "<@" + segment.userId() + ">" : escaped(segment.asText()), true);
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        return say("<!channel>", true);
    }

    /// Slack quotes nothing; an answer goes into the thread of what it answers.
    @Override
    public Void reply(Segment.Reply segment) {
        thread = segment.messageId().replaceFirst(".*/", "");
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        files.add(segment.media());
        return null;
    }

    @Override
    public Void voice(Segment.Voice segment) {
        files.add(segment.media());
        return null;
    }

    @Override
    public Void video(Segment.Video segment) {
        files.add(segment.media());
        return null;
    }

    @Override
    public Void file(Segment.File segment) {
        files.add(segment.media());
        return null;
    }
}
