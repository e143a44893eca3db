package dev.botyard.runtime.script.tools;

import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.ReplyRequest;
import dev.botyard.runtime.message.outbound.TextForm;
import dev.botyard.runtime.script.plugin.RunContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers people in the model's words, which are plain text whatever they look like.
public final class ModelVoice implements ModelTools.Speaker {
    private static final Logger log = LoggerFactory.getLogger(ModelVoice.class);

    private final Dispatcher dispatcher;

    public ModelVoice(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void say(RunContext to, String text) throws InterruptedException {
        Origin origin = new Origin(to.trigger(), to.im(), to.account(), "", "", Path.of(""), TextForm.PLAIN);
        try {
            PushReceipt receipt = dispatcher
                    .reply(new ReplyRequest(origin, to.chat().orElseThrow(), to.messageId(), PushKind.TEXT,
                            text, "", List.of(), Map.of()));
            if (receipt.sent() == 0) {
                log.warn("{}:{} did not hear the model: {}", to.im(), to.user().id(), receipt.reason());
            }
        } catch (PushException e) {
            log.warn("{}:{} did not hear the model: {}", to.im(), to.user().id(), e.getMessage());
        }
    }
}
