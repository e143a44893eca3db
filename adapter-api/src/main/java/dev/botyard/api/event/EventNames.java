package dev.botyard.api.event;

/// The canonical names that scripts can subscribe to on every IM.
public final class EventNames {
    public static final String MESSAGE = "message";
    public static final String NOTICE = "notice";
    public static final String GROUP_MEMBER_JOIN = "group.member.join";
    public static final String GROUP_MEMBER_LEAVE = "group.member.leave";
    public static final String GROUP_MEMBER_BAN = "group.member.ban";
    public static final String GROUP_MEMBER_UNBAN = "group.member.unban";
    public static final String MESSAGE_RECALL = "message.recall";
    public static final String REQUEST = "request";
    public static final String GROUP_REQUEST = "group.request";
    public static final String FRIEND_REQUEST = "friend.request";
    public static final String META = "meta";
    public static final String PAYMENT = "payment";

    private EventNames() {}
}
