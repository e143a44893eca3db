package dev.botyard.api.ability;

import java.util.Map;

/// A member of a group.
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
}
