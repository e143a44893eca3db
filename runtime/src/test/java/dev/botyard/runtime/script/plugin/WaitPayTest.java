package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.calls.Gateway;
import dev.botyard.runtime.script.calls.PayCalls;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitPayTest {
    private final Waiters waiters = new Waiters();
    private final List<String> onward = new ArrayList<>();
    private final InboundPipeline pipeline = new InboundPipeline(waiters).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            onward.add(message.text());
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {
            throw new AssertionError(details);
        }

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
            throw new AssertionError(payment);
        }
    });

    @Test
    void whatCameSinceTheReplyIsForOthersWhereNoExitWordIsWaitedFor(@TempDir Path folder) throws Exception {
        MessageEvent event = MessageEvent.in(Chat.group("g", ""), Person.of("u", "")).messageId("1").text("tea").build();
        Run run = BacklogTest.run("r-1", RunContext.of(InboundMessage.of("qq", "bot", event), false));
        waiters.early().asked(run, run.context().chatKey(), "u");
        assertEquals(Acceptance.ACCEPTED, pipeline.accept("qq", "bot", event));
        assertTrue(onward.isEmpty(), "it may be the answer to the question");
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Gateway gateway = new Gateway(
                    new PayCalls(new Payments(store.keptPayments(), told -> {}, Ticker.system()), waiters, Ticker.system()));
            gateway.call(run, "waitPay", Json.MAPPER.readTree("{\"exitcode\":\"\",\"timeout\":1000}"));
        }
        assertEquals(List.of("tea"), onward);
    }
}
