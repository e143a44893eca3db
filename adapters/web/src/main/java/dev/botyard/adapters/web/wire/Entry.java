package dev.botyard.adapters.web.wire;

/// One line of the journal: exactly one field has a value.
///
/// @param dropped a chat that was forgotten with all its messages
public record Entry(Head head, User user, Group group, Message message, Place dropped) {

    public static Entry of(Head head) {
        return new Entry(head, null, null, null, null);
    }

    public static Entry of(User user) {
        return new Entry(null, user, null, null, null);
    }

    public static Entry of(Group group) {
        return new Entry(null, null, group, null, null);
    }

    public static Entry of(Message message) {
        return new Entry(null, null, null, message, null);
    }

    public static Entry dropped(Place place) {
        return new Entry(null, null, null, null, place);
    }

    /// The first line.
    ///
    /// @param instance a random name of this history, so that a browser notices when it was deleted
    /// @param rev      the change number so far
    public record Head(String instance, long rev) {}
}
