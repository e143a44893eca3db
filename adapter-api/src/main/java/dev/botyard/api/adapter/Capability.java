package dev.botyard.api.adapter;

/// What an adapter can do. The dispatcher asks only accounts whose adapter declares what the message needs.
public enum Capability {
    SEND_TEXT, SEND_MARKDOWN, SEND_IMAGE, SEND_VOICE, SEND_VIDEO, SEND_FILE,
    /// Several kinds of segments in one call of `send`, whatever the platform makes of it.
    SEND_MIXED,
    /// To people without a message of theirs before.
    PUSH_PRIVATE,
    /// To groups.
    PUSH_GROUP,
    /// [dev.botyard.api.ability.MessageRecall]
    RECALL,
    /// [dev.botyard.api.ability.GroupAdministration]
    GROUP_ADMINISTRATION,
    /// [dev.botyard.api.ability.MemberListing]
    MEMBER_LIST,
    /// [dev.botyard.api.ability.RequestApproval]
    REQUEST_APPROVAL,
    /// [dev.botyard.api.ability.FileResolution]
    FILE_RESOLUTION,
    /// [dev.botyard.api.ability.InteractiveLogin]
    INTERACTIVE_LOGIN
}
