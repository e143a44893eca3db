package dev.botyard.runtime.script.calls;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
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
                MemberListing,
                GroupAdministration,
                RequestApproval,
                FileResolution {

        Able(PlayedPlatform platform) {
            super(platform, "bot");
        }

        @Override
        public void recall(Chat chat, String messageId) {
            platform.did("recall " + messageId + " of " + chat.id());
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
        public Media resolve(String type, Map<String, String> asked) {
            platform.did("resolve " + type + " " + new TreeMap<>(asked));
            return Media.reference(platform.file, "a.png", "image/png", 3, Map.of());
        }
    }
}
