package dev.botyard.api.event;

/// The canonical names that scripts can subscribe to on every IM.
public final class EventNames {
    /// Somebody says something.
    public static final String MESSAGE = "message";
    /// Something happened that has no name of its own here.
    public static final String NOTICE = "notice";
    /// Somebody is new in a group.
    public static final String GROUP_MEMBER_JOIN = "group.member.join";
    /// Somebody left a group or was removed.
    public static final String GROUP_MEMBER_LEAVE = "group.member.leave";
    /// Somebody may not speak in a group for a while.
    public static final String GROUP_MEMBER_BAN = "group.member.ban";
    /// Somebody may speak in a group again.
    public static final String GROUP_MEMBER_UNBAN = "group.member.unban";
    /// A message was taken back.
    public static final String MESSAGE_RECALL = "message.recall";
    /// A message was changed: `message_id`, and what it says now as `text`.
    public static final String MESSAGE_EDIT = "message.edit";
    /// Somebody reacted to a message, or took that back: `message_id`, `emoji`, and `add` or `remove` as `sub_type`.
    public static final String MESSAGE_REACTION = "message.reaction";
    /// Somebody pressed a button of a message or a card: `button_id`, and `message_id` where the platform tells it.
    public static final String BUTTON_PRESS = "button.press";
    /// Somebody asks for something that has no name of its own here.
    public static final String REQUEST = "request";
    /// Somebody asks to join a group, or invites the account to one.
    public static final String GROUP_REQUEST = "group.request";
    /// Somebody asks to be a friend.
    public static final String FRIEND_REQUEST = "friend.request";
    /// The platform says something about the connection itself.
    public static final String META = "meta";
    /// Money arrived.
    public static final String PAYMENT = "payment";

    private EventNames() {}
}
