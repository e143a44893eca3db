package dev.botyard.api.ability;

/// Answers requests to become a friend or to join a group.
public interface RequestApproval {

    /// Answers a request.
    ///
    /// @param event  the canonical name: `friend.request` or `group.request`
    /// @param flag   the request's id from the event's data
    /// @param detail the platform's sub type, such as `add` or `invite`; `""` when there is none
    /// @param reason shown to the person on refusal where the platform can, or the remark for a new friend
    void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException;
}
