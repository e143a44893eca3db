package dev.botyard.runtime.script.header;

/// Why a plugin does not hear of what a person does.
public enum Refusal {
    /// It is for administrators of the host.
    ADMIN,
    /// It is not for this IM.
    IM,
    /// It is not for this person.
    USER,
    /// It is not for this group, or not for private chats.
    GROUP
}
