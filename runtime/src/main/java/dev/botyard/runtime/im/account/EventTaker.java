package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.event.InboundEvent;

/// Takes what accounts receive.
@FunctionalInterface
public interface EventTaker {
    /// @param im      the IM type of the account
    /// @param account its id
    Acceptance accept(String im, String account, InboundEvent event);
}
