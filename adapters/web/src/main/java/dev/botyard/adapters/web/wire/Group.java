package dev.botyard.adapters.web.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group with its members.
///
/// @param muted whether nobody but the bot may speak
public record Group(String id, String name, boolean muted, List<Seat> members) {
    public Group {
        id = Wire.text(id);
        name = Wire.text(name);
        members = Wire.list(members);
    }

    public Optional<Seat> member(String userId) {
        return members.stream().filter(seat -> seat.id().equals(userId)).findFirst();
    }

    /// The group with this member added or replaced.
    public Group with(Seat seat) {
        List<Seat> seats = new ArrayList<>(without(seat.id()).members);
        seats.add(seat);
        return new Group(id, name, muted, seats);
    }

    public Group without(String userId) {
        return new Group(id, name, muted, members.stream().filter(seat -> !seat.id().equals(userId)).toList());
    }

    public Group muted(boolean value) {
        return new Group(id, name, value, members);
    }

    /// A member.
    ///
    /// @param role   `owner` or `member`
    /// @param joined milliseconds since 1970
    /// @param banned silenced until then, milliseconds since 1970; 0 for not
    public record Seat(String id, String role, long joined, long banned) {
        public Seat {
            id = Wire.text(id);
            role = Wire.text(role);
        }

        public Seat bannedUntil(long time) {
            return new Seat(id, role, joined, time);
        }
    }
}
