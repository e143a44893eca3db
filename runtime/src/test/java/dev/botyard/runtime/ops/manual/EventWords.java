package dev.botyard.runtime.ops.manual;

import dev.botyard.api.event.EventNames;
import java.util.List;

/// What the events tell, for the author of a plugin, in English and Chinese.
enum EventWords {
    MESSAGE(EventNames.MESSAGE, List.of(), "somebody says something; use a rule for it", "有人发言；请用 `rule`"), GROUP_MEMBER_JOIN(
            EventNames.GROUP_MEMBER_JOIN, List.of("group_id", "user_id", "operator_id", "sub_type"),
            "somebody is new in a group", "有人进群"), GROUP_MEMBER_LEAVE(EventNames.GROUP_MEMBER_LEAVE,
                    List.of("group_id", "user_id", "operator_id", "sub_type"),
                    "somebody left a group or was removed", "有人退群或被移出"), GROUP_MEMBER_BAN(EventNames.GROUP_MEMBER_BAN,
                            List.of("group_id", "user_id", "operator_id", "duration"),
                            "somebody may not speak for so many seconds", "有人被禁言若干秒"), GROUP_MEMBER_UNBAN(
                                    EventNames.GROUP_MEMBER_UNBAN, List.of("group_id", "user_id", "operator_id"),
                                    "somebody may speak again", "有人被解除禁言"), MESSAGE_RECALL(EventNames.MESSAGE_RECALL,
                                            List.of("message_id", "user_id", "operator_id"), "a message was taken back",
                                            "消息被撤回"), MESSAGE_EDIT(EventNames.MESSAGE_EDIT, List.of("message_id", "text"),
                                                    "a message was changed",
                                                    "消息被编辑"), MESSAGE_REACTION(EventNames.MESSAGE_REACTION,
                                                            List.of("message_id", "emoji", "sub_type"),
                                                            "somebody reacted to a message (`sub_type` is `add`), or took that back (`remove`)",
                                                            "有人添加（`sub_type` 为 `add`）或取消（`remove`）表情回应"), BUTTON_PRESS(
                                                                    EventNames.BUTTON_PRESS,
                                                                    List.of("button_id", "message_id", "user_id"),
                                                                    "somebody pressed a button of a message or a card",
                                                                    "有人按下消息或卡片上的按钮"), FRIEND_REQUEST(EventNames.FRIEND_REQUEST,
                                                                            List.of("user_id", "comment", "flag"),
                                                                            "somebody asks to be a friend; `friendAddRequest(flag, …)` answers",
                                                                            "有人申请加好友；用 `friendAddRequest(flag, …)` 回答"), GROUP_REQUEST(
                                                                                    EventNames.GROUP_REQUEST,
                                                                                    List.of("group_id", "user_id", "comment",
                                                                                            "flag", "sub_type"),
                                                                                    "somebody asks to join a group, or invites the account to one; `groupAddRequest(flag, …)` answers",
                                                                                    "有人申请入群，或邀请账号入群；用 `groupAddRequest(flag, …)` 回答"), REQUEST(
                                                                                            EventNames.REQUEST, List.of(),
                                                                                            "somebody asks for something else",
                                                                                            "其他请求"), NOTICE(EventNames.NOTICE,
                                                                                                    List.of(),
                                                                                                    "something else has happened",
                                                                                                    "其他通知"), META(EventNames.META,
                                                                                                            List.of(),
                                                                                                            "the platform says something about the connection",
                                                                                                            "平台关于连接本身的消息"), PAYMENT(
                                                                                                                    EventNames.PAYMENT,
                                                                                                                    List.of("money",
                                                                                                                            "payment_channel",
                                                                                                                            "payment_type",
                                                                                                                            "trade_no",
                                                                                                                            "remark"),
                                                                                                                    "money arrived",
                                                                                                                    "收到付款");

    private final String event;
    private final List<String> data;
    private final String english;
    private final String chinese;

    EventWords(String event, List<String> data, String english, String chinese) {
        this.event = event;
        this.data = data;
        this.english = english;
        this.chinese = chinese;
    }

    /// As scripts name it.
    String event() {
        return event;
    }

    /// The members of its data that every IM has where it has them at all.
    List<String> data() {
        return data;
    }

    String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }
}
