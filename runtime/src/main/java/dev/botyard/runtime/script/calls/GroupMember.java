package dev.botyard.runtime.script.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.botyard.api.ability.Member;
import java.util.List;
import java.util.Map;

/// A member of a group, as scripts see it: all keys of the contract, with empty values where the platform does not tell.
///
/// @param raw what the platform told, null where it is not asked for
record GroupMember(String groupId, String userId, String nickname, String card, String displayName, Object sex, Object age,
        Object area,
        Object joinTime, Object lastSentTime, Object level, String role, Object unfriendly, Object title, Object titleExpireTime,
        Object cardChangeable, Object shutUpTimestamp, @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, ?> raw) {

    static GroupMember of(String group, Member member, boolean raw) {
        Map<String, ?> told = member.details();
        return new GroupMember(group, member.userId(), member.nickname(), member.card(),
                member.card().isEmpty() ? member.nickname() : member.card(), or(told, "sex", ""), or(told, "age", ""),
                or(told, "area", ""), or(told, "join_time", ""), or(told, "last_sent_time", ""), or(told, "level", ""),
                member.role(),
                or(told, "unfriendly", false), or(told, "title", ""), or(told, "title_expire_time", ""),
                or(told, "card_changeable", false), or(told, "shut_up_timestamp", 0), raw ? told : null);
    }

    private static Object or(Map<String, ?> told, String key, Object missing) {
        Object value = told.get(key);
        return value == null && !told.containsKey(key) ? missing : value;
    }

    /// The members of a group.
    ///
    /// @param raw what the platform told of each, null where it is not asked for
    record Listing(boolean ok, String imType, String accountId, String groupId, List<GroupMember> members,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Map<String, ?>> raw) {}
}
