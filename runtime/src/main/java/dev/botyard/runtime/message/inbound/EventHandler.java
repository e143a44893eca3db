package dev.botyard.runtime.message.inbound;

import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;

/// Where events go after the pipeline: implemented by the plugins.
public interface EventHandler {
    /// Takes everything and does nothing with it.
    EventHandler NOBODY = new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {}

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {}

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {}
    };

    /// A message that nobody waited for.
    ///
    /// @param journey is told what becomes of it
    void message(InboundMessage message, EventMark mark, Journey journey);

    /// A notice, request or meta event.
    void event(String im, String account, EventDetails details, EventMark mark);

    /// Money arrived.
    void payment(String im, String account, PaymentEvent payment, EventMark mark);
}
