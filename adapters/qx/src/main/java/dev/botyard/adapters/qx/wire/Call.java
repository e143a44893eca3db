package dev.botyard.adapters.qx.wire;

/// The calls that are used, under both families of names.
public enum Call {
    SEND_TEXT("Q0001", "sendText"), SELF("Q0003", "getSelfInfo"), FRIENDS("Q0005", "getFriendList"), GROUPS("Q0006",
            "getGroupList"), MEMBERS("Q0008", "getMemberList"), SEND_IMAGE("Q0010",
                    "sendImage"), SEND_FILE("Q0011", "sendFile"), ACCEPT_TRANSFER("Q0016", "acceptTransfer"), AGREE_FRIEND(
                            "Q0017",
                            "agreeFriendReq"), INVITE("Q0021", "inviteMembers"), REMARK("Q0023", "editObjRemark"),
    /// Only Pro tells here whether its licence has ended.
    CHECK("Q0000", "checkWeChat");

    private final String number;
    private final String word;

    Call(String number, String word) {
        this.number = number;
        this.word = word;
    }

    String number() {
        return number;
    }

    /// The name for people, the same in all dialects.
    public String word() {
        return word;
    }
}
