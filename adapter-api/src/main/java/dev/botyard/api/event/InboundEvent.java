package dev.botyard.api.event;

import java.time.Instant;

/// Something that happened on the platform.
public sealed interface InboundEvent permits MessageEvent, NoticeEvent, RequestEvent, MetaEvent, PaymentEvent {

    /// Unique among the events of the account, for de-duplication; `""` switches de-duplication off for this event.
    String id();

    /// When it happened, by the platform's clock where it tells, else now.
    Instant time();
}
