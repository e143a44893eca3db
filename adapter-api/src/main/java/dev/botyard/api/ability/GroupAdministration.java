package dev.botyard.api.ability;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;

/// Rules a group. An adapter overrides what its platform has; the rest answers `UNSUPPORTED`.
public interface GroupAdministration {

    /// Invites a person into a group.
    default void invite(String groupId, String userId) throws InterruptedException {
        throw unsupported("inviting people to a group");
    }

    /// Removes a person from a group.
    default void kick(String groupId, String userId) throws InterruptedException {
        throw unsupported("removing people from a group");
    }

    /// Silences a member.
    default void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        throw unsupported("silencing members");
    }

    /// Lets a person speak in a group again.
    default void unban(String groupId, String userId) throws InterruptedException {
        throw unsupported("silencing members");
    }

    /// Silences everybody, or ends that.
    default void banAll(String groupId, boolean banned) throws InterruptedException {
        throw unsupported("silencing a whole group");
    }

    /// Publishes a notice of the group.
    default void notice(String groupId, String text) throws InterruptedException {
        throw unsupported("group notices");
    }

    private static AdapterException unsupported(String what) {
        return new AdapterException(ErrorKind.UNSUPPORTED, what + " is not supported by this IM");
    }
}
