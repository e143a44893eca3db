package dev.botyard.api.message;

import dev.botyard.api.conversation.Person;
import java.util.List;

/// One message inside forwarded messages.
public record ForwardNode(Person sender, List<Segment> segments) {
    public ForwardNode {
        segments = List.copyOf(segments);
    }
}
