package dev.botyard.api.ability;

import java.util.List;

/// Lists the members of a group.
public interface MemberListing {

    /// All members.
    ///
    /// @param fresh whether the platform should not answer from its cache
    List<Member> members(String groupId, boolean fresh) throws InterruptedException;
}
