package dev.botyard.runtime.script.calls;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.GroupFile;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.DirectGate;
import dev.botyard.runtime.im.account.OnlineAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Notes what it was asked to do. It refuses whatever speaks of `forbidden`.
final class PlayedPlatform extends DirectGate {
    final List<String> done = new CopyOnWriteArrayList<>();
    volatile List<Member> members = List.of();
    volatile String file = "http://files.example/a.png";

    @Override
    public Adapter create(AccountSpec spec) {
        return spec.id().value().equals("bot") ? new Able(this) : new Plain(this, spec.id().value());
    }

    private void did(String what) {
        if (what.contains("forbidden")) {
            throw new AdapterException(ErrorKind.REJECTED, "the platform forbids it");
        }
        done.add(what);
    }

    private static class Plain extends OnlineAdapter {
        final PlayedPlatform platform;
        private final String name;

        Plain(PlayedPlatform platform, String name) {
            super(name);
            this.platform = platform;
            this.name = name;
        }

        @Override
        public Receipt send(OutboundMessage message) {
            platform.did(name + " sends " + message.target() + " " + message.segments());
            return Receipt.of("m" + platform.done.size());
        }
    }

    private static final class Able extends Plain
            implements
                MessageRecall,
                MessageEdit,
                MemberListing,
                GroupAdministration,
                RequestApproval,
                FileResolution,
                MessageActions,
                PlatformCalls {

        Able(PlayedPlatform platform) {
            super(platform, "bot");
        }

        @Override
        public void recall(Chat chat, String messageId) {
            platform.did("recall " + messageId + " of " + chat.id());
        }

        @Override
        public void edit(Chat chat, String messageId, String text) {
            platform.did("edit " + messageId + " of " + chat.id() + " to " + text);
        }

        @Override
        public Duration editPause(Chat chat) {
            return Duration.ZERO;
        }

        @Override
        public List<Member> members(String groupId, boolean fresh) {
            platform.did("members " + groupId + (fresh ? " fresh" : ""));
            return platform.members;
        }

        @Override
        public void invite(String groupId, String userId) {
            platform.did("invite " + userId + " to " + groupId);
        }

        @Override
        public void kick(String groupId, String userId) {
            platform.did("kick " + userId + " of " + groupId);
        }

        @Override
        public void ban(String groupId, String userId, Duration duration) {
            platform.did("ban " + userId + " of " + groupId + " for " + duration.toMillis());
        }

        @Override
        public void unban(String groupId, String userId) {
            platform.did("unban " + userId + " of " + groupId);
        }

        @Override
        public void banAll(String groupId, boolean banned) {
            platform.did("ban all of " + groupId + " " + banned);
        }

        @Override
        public void answer(String event, String flag, String detail, boolean approve, String reason) {
            platform.did(String.join("|", event, flag, detail, "" + approve, reason));
        }

        @Override
        public void card(String groupId, String userId, String card) {
            platform.did("card " + card + " for " + userId + " in " + groupId);
        }

        @Override
        public void rename(String groupId, String name) {
            platform.did("rename " + groupId + " to " + name);
        }

        @Override
        public void leave(String groupId) {
            platform.did("leave " + groupId);
        }

        @Override
        public List<GroupFile> files(String groupId, String folderId) {
            platform.did("files of " + groupId + " in " + folderId);
            return List.of(new GroupFile("f-1", "a.txt", 7, false, Map.of("busid", 1)));
        }

        @Override
        public List<Person> friends() {
            return List.of(Person.of("42", "Ann"));
        }

        @Override
        public void react(Chat chat, String messageId, String emoji, boolean on) {
            platform.did("react " + emoji + " to " + messageId + " in " + chat.id() + " " + on);
        }

        @Override
        public void markRead(Chat chat, String messageId) {
            platform.did("read " + messageId + " in " + chat.kind() + " " + chat.id());
        }

        @Override
        public List<MessageEvent> history(Chat chat, String before, int most) {
            platform.did("history of " + chat.id() + " before " + before + " most " + most);
            return List.of(MessageEvent.in(chat, Person.of("42", "Ann")).messageId("m-1").text("hi").build());
        }

        @Override
        public Object call(String action, Map<String, Object> params, Duration timeout) {
            platform.did("call " + action + " " + new TreeMap<>(params) + " within " + timeout.toMillis());
            return Map.of("action", action);
        }

        @Override
        public Media resolve(String type, Map<String, String> asked) {
            platform.did("resolve " + type + " " + new TreeMap<>(asked));
            return Media.reference(platform.file, "a.png", "image/png", 3, Map.of());
        }
    }
}
