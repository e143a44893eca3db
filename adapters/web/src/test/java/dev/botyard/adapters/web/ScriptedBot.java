package dev.botyard.adapters.web;

import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A bot that answers as the browser script expects of the host it drives.
final class ScriptedBot {
    private final AdapterHarness host;
    private final Map<String, Errand> errands;

    /// @param errands what else happens when its word is said
    ScriptedBot(AdapterHarness host, Map<String, Errand> errands) {
        this.host = host;
        this.errands = errands;
    }

    @FunctionalInterface
    interface Errand {
        void run() throws InterruptedException, IOException;
    }

    /// Answers until interrupted.
    void run() {
        try {
            while (true) {
                if (host.emitted().take() instanceof MessageEvent message) {
                    answer(message);
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(MessageEvent message) throws InterruptedException {
        String text = message.segments().stream().filter(part -> part instanceof Segment.Text).map(Segment::asText)
                .collect(Collectors.joining()).strip();
        Target back = Target.of(message.chat());
        if (errands.containsKey(text)) {
            errand(text);
        }
        switch (text) {
            case "hello" -> send(back, new Segment.Text("Hello " + message.sender().name() + "!"));
            case "markdown" -> send(back, new Segment.Markdown("## Title\n\n- **bold** and `code`\n- <script>alert(1)</script>"));
            case "file" -> send(back, new Segment.Text("Your report"), new Segment.File(new Bytes("report.html", "text/html")));
            case "quote" -> send(back, new Segment.Reply(message.messageId(), ""), new Segment.Text("quoted"));
            case "recall" -> host.ability(MessageRecall.class)
                    .recall(message.chat(), send(back, new Segment.Text("too fast")).getFirst());
            case "push" -> send(Target.person("stranger"), new Segment.Text("Daily report"));
            default -> send(back, new Segment.Text("got " + message.segments().stream()
                    .map(part -> part.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(","))));
        }
    }

    private void errand(String word) throws InterruptedException {
        try {
            errands.get(word).run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> send(Target target, Segment... segments) throws InterruptedException {
        return new ArrayList<>(host.send(OutboundMessage.to(target).segments(segments).build()).messageIds());
    }

    /// A medium that the host lends.
    record Bytes(String name, String mimeType) implements Media {
        @Override
        public String source() {
            return name;
        }

        @Override
        public long size() {
            return bytes().length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes());
        }

        private byte[] bytes() {
            return ("<script>alert('" + name + "')</script>").getBytes(StandardCharsets.UTF_8);
        }
    }
}
