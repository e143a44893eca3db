package dev.botyard.runtime;

import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.inbound.InboundPipeline;
import dev.botyard.runtime.plugin.Run;
import dev.botyard.runtime.plugin.RunContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// `breakIn`: text enters the pipeline as if the run's user had said it.
final class BreakIn {
    private BreakIn() {}

    static BiConsumer<Run, String> into(InboundPipeline pipeline) {
        AtomicLong count = new AtomicLong();
        return (run, text) -> {
            RunContext context = run.context();
            pipeline.accept(context.im(), context.account(), MessageEvent.in(context.chat().orElseThrow(), context.user())
                    .messageId(context.messageId()).id(run.id() + "-break-in-" + count.incrementAndGet()).text(text).build());
        };
    }
}
