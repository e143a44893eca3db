package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.infra.json.Truth;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.event.EventNames;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// `group.act` and `group.members`.
public final class GroupCalls implements Gateway.Calls {
    private final Sessions sessions;

    public GroupCalls(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("group.act", this::act);
        methods.put("group.members", this::members);
    }

    private Object act(Run run, Params params) throws InterruptedException {
        AccountSession session = sessions.current(run);
        String action = params.text("action");
        String current = run.context().group();
        // Mistakes of the call are found here: inside of `administrate` they would look like failures of the adapter.
        String group = action.equals("groupInviteIn") || action.endsWith("AddRequest") ? current : inGroup(current, action);
        return switch (action) {
            case "groupInviteIn" ->
                administrate(session, admin -> admin.invite(arg(params, 1).isEmpty() ? group : arg(params, 1), arg(params, 0)));
            case "groupKick" -> administrate(session, admin -> admin.kick(group, arg(params, 0)));
            case "groupBan" -> {
                Duration silence = seconds(arg(params, 1));
                yield administrate(session, admin -> admin.ban(group, arg(params, 0), silence));
            }
            case "groupUnban" -> administrate(session, admin -> admin.unban(group, arg(params, 0)));
            case "groupWholeBan" -> administrate(session, admin -> admin.banAll(group, true));
            case "groupWholeUnban" -> administrate(session, admin -> admin.banAll(group, false));
            case "groupNoticeSend" -> administrate(session, admin -> admin.notice(group, arg(params, 0)));
            case "groupAddRequest" -> approve(session, run, EventNames.GROUP_REQUEST, params);
            case "friendAddRequest" -> approve(session, run, EventNames.FRIEND_REQUEST, params);
            default -> throw CallException.invalid("group.act has no action '" + action + "'");
        };
    }

    private static Object administrate(AccountSession session, Sessions.Act<GroupAdministration> act)
            throws InterruptedException {
        return Sessions.act(session, GroupAdministration.class, act);
    }

    private static Object approve(AccountSession session, Run run, String event, Params params) throws InterruptedException {
        Object subType = run.context().eventData().getOrDefault("sub_type", "");
        boolean yes = approved(params.argument(1));
        return Sessions.act(session, RequestApproval.class,
                ability -> ability.answer(event, arg(params, 0), subType.toString(), yes, arg(params, 2)));
    }

    /// Who does not say otherwise approves.
    static boolean approved(JsonNode answer) {
        return answer.isNull() || answer.isMissingNode() || Arguments.flag(answer);
    }

    private static String inGroup(String group, String action) {
        if (group.isEmpty()) {
            throw CallException.failed(ReceiptCode.INVALID_REQUEST, action + " acts on the current group, and this run has none");
        }
        return group;
    }

    /// Guessing is not harmless: no time at all ends a silence.
    static Duration seconds(String text) {
        if (text.isBlank()) {
            return Duration.ofMinutes(30);
        }
        return Arguments.number(StringNode.valueOf(text)).filter(seconds -> seconds >= 0 && seconds < 1_000_000_000)
                .map(Duration::ofSeconds).orElseThrow(() -> CallException
                        .invalid("groupBan needs seconds, such as 600, and '" + text + "' is not that"));
    }

    static String arg(Params params, int index) {
        return Outgoing.text(Arguments.scalar(params.argument(index)));
    }

    private Object members(Run run, Params params) throws InterruptedException {
        Map<String, Object> options = options(params);
        AccountSession session = sessions.of(run, options);
        String asked = Argument.GROUP.of(options);
        String group = asked.isEmpty() ? inGroup(run.context().group(), "getGroupMemberList") : asked;
        boolean fresh = truth(options, "noCache", "no_cache");
        boolean raw = truth(options, "raw", "includeRaw", "include_raw");
        List<Member> found = Sessions.use(session, MemberListing.class, listing -> listing.members(group, fresh));
        return new GroupMember.Listing(true, session.spec().im(), session.spec().id().value(), group,
                found.stream().map(member -> GroupMember.of(group, member, raw)).toList(),
                truth(options, "rawResult", "raw_result", "includeRawResult") ? details(found) : null);
    }

    private static List<Map<String, ?>> details(List<Member> found) {
        return found.stream().<Map<String, ?>>map(Member::details).toList();
    }

    /// Where the group stands, all options may; a group that is named there wins over the options.
    static Map<String, Object> options(Params params) {
        Map<String, Object> options = params.hints("group");
        if (options.isEmpty()) {
            options = params.hints("options");
            String group = params.id("group");
            if (!group.isEmpty()) {
                options.put("group_id", group);
            }
            return options;
        }
        options.putAll(params.hints("options"));
        return options;
    }

    private static boolean truth(Map<String, Object> options, String... keys) {
        return Truth.of(Sessions.first(options, keys)).orElse(false);
    }
}
