package dev.botyard.api.ability;

import java.util.Map;

/// A member of a group. Made with [#of] and what is known besides, so that later versions may ask for more.
///
/// @param userId   the platform's id
/// @param nickname the person's own name
/// @param card     the name in this group, `""` for none
/// @param role     `owner`, `admin` or `member`
/// @param details  further facts with OneBot v11 key names, such as `join_time`
public record Member(String userId, String nickname, String card, String role, Map<String, Object> details) {
    public Member {
        details = Map.copyOf(details);
    }

    /// Somebody of whom no more is known, an ordinary member.
    public static Member of(String userId, String nickname) {
        return new Member(userId, nickname, "", "member", Map.of());
    }

    /// The same with a name in this group.
    public Member card(String value) {
        return new Member(userId, nickname, value, role, details);
    }

    /// The same as `owner`, `admin` or `member`.
    public Member role(String value) {
        return new Member(userId, nickname, card, value, details);
    }

    /// The same with further facts under OneBot v11 key names.
    public Member details(Map<String, Object> value) {
        return new Member(userId, nickname, card, role, value);
    }
}
