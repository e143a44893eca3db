package dev.botyard.testkit.echo;

import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.Patience;
import java.util.List;
import java.util.Optional;

/// What an adapter with a flaw in its abilities shows.
final class FlawedAbilities {
    private FlawedAbilities() {}

    static <A> Optional<A> of(Flaw flaw, Adapter adapter, Class<A> type) {
        Object ability = switch (flaw) {
            case DECLARES_TOO_LITTLE -> (MemberListing) (group, fresh) -> List.of();
            case BREAKS_AT_CALLS -> new BreakingCalls();
            case EDITS_BY_SENDING -> (MessageEdit) (chat, id, text) -> say(adapter, chat, text);
            default -> "";
        };
        return type.isInstance(ability) ? Optional.of(type.cast(ability)) : Optional.empty();
    }

    private static void say(Adapter adapter, Chat chat, String text) throws InterruptedException {
        adapter.send(OutboundMessage.to(Target.of(chat)).segments(new Segment.Text(text)).timeout(Patience.SOON).build());
    }
}
