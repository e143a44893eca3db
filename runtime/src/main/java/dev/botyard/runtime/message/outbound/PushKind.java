package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.json.Labelled;
import dev.botyard.api.adapter.Capability;
import java.util.Optional;

/// What a push or a reply carries.
public enum PushKind implements Labelled {
    TEXT(Capability.SEND_TEXT), MARKDOWN(Capability.SEND_TEXT), IMAGE(Capability.SEND_IMAGE), VOICE(Capability.SEND_VOICE), VIDEO(
            Capability.SEND_VIDEO), FILE(Capability.SEND_FILE), MIXED(Capability.SEND_MIXED);

    private final Capability needed;

    PushKind(Capability needed) {
        this.needed = needed;
    }

    /// What the account must be able to do. Markdown needs no more than text: where a platform has none its source is sent.
    Capability needed() {
        return needed;
    }

    boolean media() {
        return this != TEXT && this != MARKDOWN;
    }

    /// The kind with this name.
    public static Optional<PushKind> named(String label) {
        for (PushKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
