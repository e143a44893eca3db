package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.adapters.onebot11.wire.WireId;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// Sends one message as the calls that it takes: usually one. Confined to the thread of one send.
final class OneBotSender {
    private static final String[] GROUP_OPTIONS = {"group_id", "groupId", "groupID"};

    private final OneBotClient client;
    private final MediaTransfer transfer;
    private final OutboundMessage message;
    private final String throughGroup;
    private final long deadline;
    private boolean servedHere;

    /// @param sessions through which groups people who are no friends have written
    OneBotSender(OneBotClient client, MediaTransfer transfer, TemporarySessions sessions, OutboundMessage message) {
        this.client = client;
        this.transfer = transfer;
        this.message = message;
        throughGroup = shared() ? "" : throughGroup(message, sessions);
        deadline = System.nanoTime() + message.timeout().toNanos();
    }

    private static String throughGroup(OutboundMessage message, TemporarySessions sessions) {
        for (String option : GROUP_OPTIONS) {
            Object value = message.options().get(option);
            if (value != null) {
                return value.toString();
            }
        }
        return sessions.groupFor(message.target().userId());
    }

    private boolean shared() {
        return message.target().userId().isEmpty();
    }

    Receipt send() throws InterruptedException {
        List<List<Segment>> messages = MessageParts.of(message.segments());
        List<String> ids = new ArrayList<>(messages.size());
        String raw = "";
        for (int i = 0; i < messages.size(); i++) {
            Answer answer = part(messages.get(i), i, messages.size());
            String id = answer.messageId();
            if (!id.isEmpty()) {
                ids.add(id);
            }
            raw = answer.data().toString();
        }
        return Receipt.of(ids).withRaw(raw);
    }

    private Answer part(List<Segment> segments, int index, int count) throws InterruptedException {
        try {
            return part(segments);
        } catch (AdapterException failure) {
            if (index == 0) {
                throw failure;
            }
            ErrorKind kind = failure.kind() == ErrorKind.UNKNOWN_OUTCOME ? failure.kind() : ErrorKind.REJECTED;
            throw new AdapterException(kind,
                    "part " + (index + 1) + " of " + count + " failed after the parts before it were sent: "
                            + failure.getMessage(),
                    failure).withPlatformCode(failure.platformCode());
        }
    }

    private Answer part(List<Segment> segments) throws InterruptedException {
        if (segments.getFirst() instanceof Segment.File(Media media)) {
            return file(segments, media);
        }
        if (segments.getFirst() instanceof Segment.Forward(String id, List<ForwardNode> nodes) && !nodes.isEmpty()) {
            return forward(nodes);
        }
        if (MessageParts.node(segments.getFirst())) {
            return orElsePost(segments, () -> client.call(forwardAction(), out -> {
                target(out);
                new OneBotOutbound(out, media -> transfer.source(media, false)).plainNodes(segments);
            }, left()));
        }
        if (segments.getLast() instanceof Segment.Unknown(String type, Map<String, String> data) && type.equals("poke")
                && data.containsKey("qq")) {
            return orElsePost(segments, () -> poke(data.get("qq")));
        }
        return withMedia(media(segments), sources -> post(segments, sources));
    }

    private String forwardAction() {
        return shared() ? "send_group_forward_msg" : "send_private_forward_msg";
    }

    /// The standard's poke has a type and an id and is a segment; scripts name a person, and that is a call of extensions.
    private Answer poke(String userId) throws InterruptedException {
        return client.call(shared() ? "group_poke" : "friend_poke", out -> {
            if (shared()) {
                WireId.write(out, "group_id", message.target().chatId());
            }
            WireId.write(out, "user_id", userId);
        }, left());
    }

    private interface Extension {
        Answer call() throws InterruptedException;
    }

    /// Where a call is unknown, the implementation may know the segment.
    private Answer orElsePost(List<Segment> segments, Extension extension) throws InterruptedException {
        try {
            return extension.call();
        } catch (AdapterException failure) {
            if (failure.kind() != ErrorKind.UNSUPPORTED) {
                throw failure;
            }
            return withMedia(media(segments), sources -> post(segments, sources));
        }
    }

    private static List<Media> media(List<Segment> segments) {
        List<Media> found = new ArrayList<>();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Image(Media media) -> found.add(media);
                case Segment.Voice voice -> found.add(voice.media());
                case Segment.Video video -> found.add(video.media());
                case Segment.File(Media media) -> found.add(media);
                default -> {
                }
            }
        }
        return found;
    }

    private Answer post(List<Segment> segments, Function<Media, String> sources) throws InterruptedException {
        return client.call(shared() ? "send_group_msg" : "send_private_msg", out -> {
            target(out);
            new OneBotOutbound(out, sources).message(segments);
        }, left());
    }

    private void target(JsonGenerator out) {
        Target target = message.target();
        if (shared()) {
            WireId.write(out, "group_id", target.chatId());
            return;
        }
        WireId.write(out, "user_id", target.userId());
        if (!throughGroup.isEmpty()) {
            WireId.write(out, "group_id", throughGroup);
        }
    }

    /// Uploads are an extension that nearly all have; the rest may know a file as a segment.
    private Answer file(List<Segment> segments, Media media) throws InterruptedException {
        return orElsePost(segments, () -> withMedia(List.of(media), sources -> upload(media, sources)));
    }

    private Answer upload(Media media, Function<Media, String> sources) throws InterruptedException {
        String source = sources.apply(media);
        return client.call(shared() ? "upload_group_file" : "upload_private_file", out -> {
            target(out);
            out.writeStringProperty("file", source);
            out.writeStringProperty("name", media.name());
            Object folder = message.options().get("folder");
            if (folder != null && shared()) {
                out.writeStringProperty("folder", folder.toString());
            }
        }, left());
    }

    /// Merged forwards are an extension; without it their text still arrives.
    private Answer forward(List<ForwardNode> nodes) throws InterruptedException {
        try {
            List<Media> media = nodes.stream().flatMap(node -> media(node.segments()).stream()).toList();
            return withMedia(media,
                    sources -> client.call(forwardAction(), out -> {
                        target(out);
                        new OneBotOutbound(out, sources).nodes(nodes);
                    }, left()));
        } catch (AdapterException failure) {
            if (failure.kind() != ErrorKind.UNSUPPORTED) {
                throw failure;
            }
            return post(List.of(new Segment.Text(asText(nodes))), media -> transfer.source(media, false));
        }
    }

    private static String asText(List<ForwardNode> nodes) {
        return nodes.stream().map(node -> node.sender().name() + ": "
                + node.segments().stream().map(Segment::asText).collect(Collectors.joining())).collect(Collectors.joining("\n"));
    }

    /// A peer that could not fetch a medium has sent nothing; it gets the bytes instead.
    private Answer withMedia(List<Media> media, Attempt attempt) throws InterruptedException {
        servedHere = false;
        try {
            return attempt.run(sources(media, false));
        } catch (AdapterException failure) {
            if (failure.kind() != ErrorKind.MEDIA || failure.platformCode().isEmpty() || !transfer.canInline()) {
                throw failure;
            }
            // A dead link of a script says nothing about the way from the peer to this host.
            if (servedHere) {
                transfer.fetchFailed();
            }
            return attempt.run(sources(media, true));
        }
    }

    /// Uploads take calls of their own, so they come before the call that names what was uploaded.
    private Function<Media, String> sources(List<Media> media, boolean inline) throws InterruptedException {
        Map<Media, String> uploaded = new IdentityHashMap<>();
        for (Media each : media) {
            Optional<String> path = transfer.uploaded(client, each, inline, deadline);
            path.ifPresent(place -> uploaded.put(each, place));
        }
        return each -> {
            String path = uploaded.get(each);
            String source = path == null ? transfer.source(each, inline) : path;
            servedHere |= each.remote().isEmpty() && source.startsWith("http");
            return source;
        };
    }

    private interface Attempt {
        Answer run(Function<Media, String> sources) throws InterruptedException;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

}
