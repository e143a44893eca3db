package dev.botyard.runtime.message.masters;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the masters something, through the dispatcher like any push. Thread-safe; blocks its caller.
public final class MasterNotices {
    private static final Logger log = LoggerFactory.getLogger(MasterNotices.class);

    private final Dispatcher dispatcher;
    private final Masters masters;

    public MasterNotices(Dispatcher dispatcher, Masters masters) {
        this.dispatcher = dispatcher;
        this.masters = masters;
    }

    /// What became of a notice to one master.
    ///
    /// @param code   of the receipt
    /// @param reason why it was not sent, `""` when it was
    public record Told(String im, String user, ReceiptCode code, String reason) {

        /// Whether the platform took it.
        public boolean sent() {
            return reason.isEmpty();
        }

        /// A sentence about one that was not sent.
        @Override
        public String toString() {
            return "master " + user + " of " + im + " was not notified: " + reason;
        }
    }

    /// Sends every master a sentence of the host itself. Who was not reached stands in the log.
    public void tell(String text) {
        try {
            Origin host = new Origin(Trigger.HOST, "", "", "", "", Path.of(""));
            tell(host, im -> Optional.of(text), Map.of()).stream().filter(one -> !one.sent())
                    .forEach(one -> log.warn("{}", one));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends every master the text for the master's IM, where there is one.
    public List<Told> tell(Origin origin, Function<String, Optional<String>> textByIm, Map<String, Object> options)
            throws InterruptedException {
        List<Told> told = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : masters.byIm().entrySet()) {
            Optional<String> text = textByIm.apply(entry.getKey());
            if (text.isPresent()) {
                for (String user : entry.getValue()) {
                    told.add(tell(origin, entry.getKey(), user, text.get(), options));
                }
            }
        }
        return told;
    }

    private Told tell(Origin origin, String im, String user, String text, Map<String, Object> options)
            throws InterruptedException {
        try {
            PushReceipt receipt = dispatcher.push(new PushRequest(origin, PushKind.TEXT, im, "", user, "", text, "", List.of(),
                    options, 0));
            return new Told(im, user, receipt.code(), receipt.sent() == 0 ? receipt.reason() : "");
        } catch (PushException e) {
            return new Told(im, user, e.code(), e.getMessage());
        }
    }
}
