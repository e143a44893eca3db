package dev.botyard.runtime.script.calls;

import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.GroupFile;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Truth;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `im.act`: what many IMs can do and each calls otherwise, under one name, through the account that the rules for pushes choose.
public final class ImActions implements Gateway.Calls {
    private static final int USUAL_COUNT = 20;
    private static final int LARGEST_COUNT = 200;

    private final Sessions sessions;

    public ImActions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("im.act", (run, params) -> new Act(run, params).done());
    }

    /// A chat that scripts see.
    record SeenGroup(String groupId, String groupName) {}

    /// A person whom scripts see.
    record SeenFriend(String userId, String nickname) {}

    /// A file of a group.
    record SeenFile(String fileId, String name, long size, boolean folder, Map<String, Object> raw) {
        static SeenFile of(GroupFile file) {
            return new SeenFile(file.id(), file.name(), file.bytes(), file.folder(), file.details());
        }
    }

    /// A message that the platform keeps.
    record KeptMessage(String messageId, String userId, String userName, boolean own, Instant time, String text,
            List<Map<String, Object>> mediaItems) {
        static KeptMessage of(AccountSession session, MessageEvent event) {
            InboundMessage read = InboundMessage.of(session.spec().im(), session.spec().id().value(), event);
            return new KeptMessage(event.messageId(), event.sender().id(), event.sender().name(), event.own(), event.time(),
                    read.text(), read.media());
        }
    }

    private final class Act {
        private final Run run;
        private final Params params;
        private final Map<String, Object> options;
        private final AccountSession session;
        private final String action;

        private Act(Run run, Params params) {
            this.run = run;
            this.params = params;
            options = params.options();
            session = sessions.of(run, options);
            action = params.text("action");
        }

        private Object done() throws InterruptedException {
            return switch (action) {
                case "setGroupCard" -> administrate(admin -> admin.card(group(), needed("user"), params.text("text")));
                case "setGroupName" -> administrate(admin -> admin.rename(group(), needed("text")));
                case "leaveGroup" -> administrate(admin -> admin.leave(group()));
                case "getGroupFiles" -> Sessions.use(session, GroupAdministration.class,
                        admin -> admin.files(group(), params.text("folder"))).stream().map(SeenFile::of).toList();
                case "getGroupMember" -> member(group(), needed("user"));
                case "getFriendList" -> Sessions.use(session, MemberListing.class, MemberListing::friends).stream()
                        .map(friend -> new SeenFriend(friend.id(), friend.name())).toList();
                case "getGroupList" -> Sessions.use(session, MemberListing.class, MemberListing::groups).stream()
                        .map(group -> new SeenGroup(group.id(), group.name())).toList();
                case "react" -> message(messages -> messages.react(chat(), needed("message"), needed("text"),
                        Truth.of(Sessions.first(options, "on")).orElse(true)));
                case "markRead" -> message(messages -> messages.markRead(chat(), params.id("message", "message_id", "id")));
                case "getChatHistory" -> history(chat());
                case "speechToText" -> Sessions.use(session, MessageActions.class,
                        messages -> messages.transcribe(chat(), needed("message")));
                default -> throw CallException.invalid("im.act has no action '" + action + "'");
            };
        }

        private Object administrate(Sessions.Act<GroupAdministration> act) throws InterruptedException {
            return Sessions.act(session, GroupAdministration.class, act);
        }

        private Object message(Sessions.Act<MessageActions> act) throws InterruptedException {
            return Sessions.act(session, MessageActions.class, act);
        }

        private Object member(String group, String user) throws InterruptedException {
            boolean fresh = Truth.of(Sessions.first(options, "noCache", "no_cache")).orElse(false);
            boolean raw = Truth.of(Sessions.first(options, "raw")).orElse(false);
            return Sessions.use(session, MemberListing.class, listing -> listing.member(group, user, fresh))
                    .map(member -> GroupMember.of(group, member, raw))
                    .orElseThrow(() -> CallException.failed(ReceiptCode.UNREACHABLE_TARGET,
                            "the group " + group + " has no member " + user));
        }

        private Object history(Chat chat) throws InterruptedException {
            long asked = params.number("count", USUAL_COUNT);
            String before = params.id("message", "message_id", "id");
            return Sessions.use(session, MessageActions.class,
                    messages -> messages.history(chat, before, Math.clamp(asked, 1, LARGEST_COUNT))).stream()
                    .map(event -> KeptMessage.of(session, event)).toList();
        }

        private String group() {
            String named = params.id("group", "group_id", "id");
            String group = named.isEmpty() ? Argument.GROUP.of(options) : named;
            return required(group.isEmpty() ? run.context().group() : group, "group, and the run has no current one");
        }

        /// The chat that the call names, else the current one.
        private Chat chat() {
            String named = params.id("group", "group_id", "id");
            String group = named.isEmpty() ? Argument.GROUP.of(options) : named;
            String user = Argument.USER.of(options);
            if (group.isEmpty() && user.isEmpty()) {
                return run.context().chat().orElseThrow(() -> missing("chat, and the run has no current one"));
            }
            return group.isEmpty() ? Chat.direct(user) : Chat.group(group, "");
        }

        private String needed(String key) {
            return required(key.equals("text") ? params.text(key) : params.id(key, key + "_id", "id"), key);
        }

        private String required(String value, String what) {
            if (value.isBlank()) {
                throw missing(what);
            }
            return value;
        }

        private CallException missing(String what) {
            return CallException.failed(ReceiptCode.INVALID_REQUEST, action + " names no " + what);
        }
    }
}
