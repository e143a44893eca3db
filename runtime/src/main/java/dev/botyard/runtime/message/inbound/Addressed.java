package dev.botyard.runtime.message.inbound;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.message.Segment;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Whether a message is meant for the bot: said to it alone, or with a mention of its account. Thread-safe.
///
/// @param profiles who an account is logged in as
public record Addressed(Function<String, Optional<AccountProfile>> profiles) implements Predicate<InboundMessage> {

    @Override
    public boolean test(InboundMessage message) {
        return !message.event().chat().shared() || profiles.apply(message.account()).map(AccountProfile::platformId)
                .filter(own -> !own.isEmpty() && message.event().segments().stream()
                        .anyMatch(part -> part instanceof Segment.At at && at.userId().equals(own)))
                .isPresent();
    }
}
