package dev.botyard.api.ability;

import java.time.Duration;
import java.util.List;

/// Rules a group. An adapter overrides what its platform has; the rest answers `UNSUPPORTED`.
public interface GroupAdministration {

    /// Invites a person into a group.
    default void invite(String groupId, String userId) throws InterruptedException {
        throw Unsupported.saying("inviting people to a group");
    }

    /// Removes a person from a group.
    default void kick(String groupId, String userId) throws InterruptedException {
        throw Unsupported.saying("removing people from a group");
    }

    /// Silences a member.
    default void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        throw Unsupported.saying("silencing members");
    }

    /// Lets a person speak in a group again.
    default void unban(String groupId, String userId) throws InterruptedException {
        throw Unsupported.saying("silencing members");
    }

    /// Silences everybody, or ends that.
    default void banAll(String groupId, boolean banned) throws InterruptedException {
        throw Unsupported.saying("silencing a whole group");
    }

    /// Publishes a notice of the group.
    default void notice(String groupId, String text) throws InterruptedException {
        throw Unsupported.saying("group notices");
    }

    /// Gives a member a name in a group; `""` takes it away.
    default void card(String groupId, String userId, String card) throws InterruptedException {
        throw Unsupported.saying("naming members in a group");
    }

    /// Gives a group another name.
    default void rename(String groupId, String name) throws InterruptedException {
        throw Unsupported.saying("renaming groups");
    }

    /// Takes the account itself out of a group.
    default void leave(String groupId) throws InterruptedException {
        throw Unsupported.saying("leaving groups");
    }

    /// The files that a group keeps.
    ///
    /// @param folderId `""` for those that are in no folder, and for the folders
    default List<GroupFile> files(String groupId, String folderId) throws InterruptedException {
        throw Unsupported.saying("listing the files of a group");
    }
}
