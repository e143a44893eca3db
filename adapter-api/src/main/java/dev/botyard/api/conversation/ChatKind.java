package dev.botyard.api.conversation;

/// The kinds of chats.
public enum ChatKind {
    /// Two parties.
    PRIVATE,
    /// Many members.
    GROUP,
    /// A channel; scripts see it as a group.
    CHANNEL
}
