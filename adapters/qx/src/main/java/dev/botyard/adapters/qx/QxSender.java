package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.QxOutbound.Part;
import dev.botyard.adapters.qx.wire.Reply;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends one message as the calls that it takes. Confined to the thread of one send.
final class QxSender {
    private final QxClient client;
    private final QxConfig config;
    private final OutboundMessage message;
    private final long deadline;

    QxSender(QxClient client, QxConfig config, OutboundMessage message) {
        this.client = client;
        this.config = config;
        this.message = message;
        deadline = System.nanoTime() + message.timeout().toNanos();
    }

    Receipt send() throws InterruptedException {
        List<Part> parts = QxOutbound.parts(message.segments(), message.target().userId().isEmpty());
        List<String> ids = new ArrayList<>(parts.size());
        String raw = "";
        for (int i = 0; i < parts.size(); i++) {
            Reply reply = part(parts.get(i), i, parts.size());
            String id = reply.text("sendId");
            if (!id.isEmpty()) {
                ids.add(id);
            }
            raw = reply.result().toString();
        }
        return Receipt.of(ids).withRaw(raw);
    }

    private Reply part(Part part, int index, int count) throws InterruptedException {
        try {
            return part(part);
        } catch (AdapterException failure) {
            if (index == 0) {
                throw failure;
            }
            // Safe to repeat would be a lie: what came before is there.
            ErrorKind kind = failure.kind() == ErrorKind.UNKNOWN_OUTCOME ? failure.kind() : ErrorKind.REJECTED;
            throw new AdapterException(kind, "part " + (index + 1) + " of " + count + " was not sent, those before it were: "
                    + failure.getMessage(), failure).withPlatformCode(failure.platformCode());
        }
    }

    private Reply part(Part part) throws InterruptedException {
        String source = part.media() == null ? "" : source(part.media());
        return client.call(part.call(), out -> {
            out.writeStringProperty("wxid", message.target().id());
            if (part.media() == null) {
                out.writeStringProperty("msg", part.text());
            } else {
                out.writeStringProperty("path", source);
                out.writeStringProperty("fileName", part.media().name());
            }
        }, left());
    }

    /// Windows sees neither our disk nor our bytes; it fetches what it is to send.
    private String source(Media media) {
        URI address = config.passRemoteMedia() && media.remote().isPresent()
                ? media.remote().get()
                : media.serve(config.urlLifetime());
        return address.toString();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
