package dev.botyard.api.adapter;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an adapter can do. The dispatcher asks only accounts whose adapter declares what the message needs.
public enum Capability {
    /// It sends text.
    SEND_TEXT,
    /// It sends text that the platform shows as Markdown.
    SEND_MARKDOWN,
    /// It sends pictures.
    SEND_IMAGE,
    /// It sends recordings.
    SEND_VOICE,
    /// It sends films.
    SEND_VIDEO,
    /// It sends files.
    SEND_FILE,
    /// Several kinds of segments in one call of `send`, whatever the platform makes of it.
    SEND_MIXED,
    /// To people without a message of theirs before.
    PUSH_PRIVATE,
    /// To groups.
    PUSH_GROUP,
    /// [MessageRecall]
    RECALL(MessageRecall.class),
    /// [MessageEdit]
    EDIT(MessageEdit.class),
    /// [GroupAdministration]
    GROUP_ADMINISTRATION(GroupAdministration.class),
    /// [MemberListing]
    MEMBER_LIST(MemberListing.class),
    /// [RequestApproval]
    REQUEST_APPROVAL(RequestApproval.class),
    /// [FileResolution]
    FILE_RESOLUTION(FileResolution.class),
    /// [InteractiveLogin]
    INTERACTIVE_LOGIN(InteractiveLogin.class),
    /// [MessageActions]
    MESSAGE_ACTIONS(MessageActions.class),
    /// [PlatformCalls]
    PLATFORM_CALLS(PlatformCalls.class);

    private final @Nullable Class<?> ability;

    Capability() {
        this(null);
    }

    Capability(@Nullable Class<?> ability) {
        this.ability = ability;
    }

    /// The interface that an adapter with this capability has, if it takes one.
    public Optional<Class<?>> ability() {
        return Optional.ofNullable(ability);
    }

    /// The capability that an adapter with this interface declares.
    public static Optional<Capability> of(Class<?> ability) {
        for (Capability capability : values()) {
            if (ability.equals(capability.ability)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }
}
