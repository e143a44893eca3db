package dev.botyard.api.ability;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import java.util.List;
import java.util.Optional;

/// Lists the members of a group, and whom the account knows. What an adapter does not override answers `UNSUPPORTED`, or is found among all
/// members.
public interface MemberListing {

    /// All members.
    ///
    /// @param fresh whether the platform should not answer from its cache
    List<Member> members(String groupId, boolean fresh) throws InterruptedException;

    /// One member, empty where the group has none of this id.
    default Optional<Member> member(String groupId, String userId, boolean fresh) throws InterruptedException {
        return members(groupId, fresh).stream().filter(member -> member.userId().equals(userId)).findFirst();
    }

    /// The people whom the account may write to, such as its friends.
    default List<Person> friends() throws InterruptedException {
        throw Unsupported.saying("listing friends");
    }

    /// The groups that the account is in.
    default List<Chat> groups() throws InterruptedException {
        throw Unsupported.saying("listing groups");
    }
}
