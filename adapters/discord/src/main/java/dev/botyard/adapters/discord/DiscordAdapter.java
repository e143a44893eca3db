package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RestAction;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.Parts;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One Discord bot.
final class DiscordAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            MessageActions,
            GroupAdministration,
            MemberListing,
            FileResolution,
            PlatformCalls {
    private static final int MOST_MESSAGES = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofDays(28);
    private static final int PAGE = 1_000;
    private static final long ADMINISTRATOR = 1 << 3;
    private static final long SEND_MESSAGES = 1 << 11;

    private final AdapterContext context;
    private final DiscordApi api;
    private final Places places;
    private final DiscordInbound inbound;

    DiscordAdapter(AdapterContext context) {
        this.context = context;
        api = new DiscordApi(context);
        places = new Places(api, context.storage());
        inbound = new DiscordInbound(places, context.clock(), context.config().text("cdn_url"), context.config().flag("bots"));
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        new Gateway(context, connection, api, inbound, places).run();
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        long end = System.nanoTime() + message.timeout().toNanos();
        List<DiscordOutbound.Part> parts = DiscordOutbound.parts(message);
        boolean direct = message.target().kind() == ChatKind.PRIVATE;
        String channel = direct
                ? places.direct(message.target().userId(), message.timeout())
                : DiscordApi.id("channel", message.target().chatId());
        List<Parts.Part> sends = new ArrayList<>();
        parts.forEach(part -> sends.add(() -> List.of(Json.text(send(channel, part, end), "id"))));
        try {
            return Parts.send(sends);
        } catch (AdapterException failure) {
            if (direct && failure.platformCode().equals("10003")) {
                places.forget(message.target().userId());
            }
            throw failure;
        }
    }

    private JsonNode send(String channel, DiscordOutbound.Part part, long end) throws InterruptedException {
        String path = "/channels/" + channel + "/messages";
        if (part.files().isEmpty()) {
            return api.call("POST", path, part.payload(), left(end));
        }
        Multipart form = part.form();
        if (context.config().flag("typing")) {
            type(channel);
        }
        return api.post(path, form, left(end));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /// For people to see; no matter if it fails.
    private void type(String channel) throws InterruptedException {
        try {
            api.call("POST", "/channels/" + channel + "/typing", Map.of(), Duration.ofSeconds(1));
        } catch (AdapterException unseen) {
            context.log().debug("typing could not be shown: {}", unseen.getMessage());
        }
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        api.call("DELETE", message(chat, messageId), Map.of(), DiscordApi.USUAL);
    }

    /// `PATCH /channels/{id}/messages/{mid}`; its bucket is Discord's, and waited for.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        String content = DiscordOutbound.escaped(text);
        if (content.length() > DiscordOutbound.LONGEST) {
            throw new AdapterException(ErrorKind.REJECTED, "the text has " + content.length()
                    + " characters with the backslashes that keep it text; Discord takes " + DiscordOutbound.LONGEST);
        }
        api.call("PATCH", message(chat, messageId), Map.of("content", content, "allowed_mentions", Map.of("parse", List.of())),
                DiscordApi.USUAL);
    }

    private String channel(Chat chat) throws InterruptedException {
        return "/channels/" + (chat.shared() ? DiscordApi.id("channel", chat.id()) : places.direct(chat.id(), DiscordApi.USUAL));
    }

    private String message(Chat chat, String messageId) throws InterruptedException {
        return channel(chat) + "/messages/" + DiscordApi.id("message", messageId);
    }

    @Override
    public void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        String name = Forms.encoded(emoji.replaceFirst("^a:", ""));
        api.call(on ? "PUT" : "DELETE", message(chat, messageId) + "/reactions/" + name + "/@me", Map.of(), DiscordApi.USUAL);
    }

    @Override
    public List<MessageEvent> history(Chat chat, String before, int most) throws InterruptedException {
        String query = "?limit=" + Math.clamp(most, 1, MOST_MESSAGES)
                + (before.isEmpty() ? "" : "&before=" + DiscordApi.id("message", before));
        List<MessageEvent> messages = new ArrayList<>();
        api.get(channel(chat) + "/messages" + query, DiscordApi.USUAL)
                .forEach(message -> messages.addFirst(inbound.event(message, chat)));
        return messages;
    }

    /// The action is a method and a path, `GET /channels/1/pins`. Parameters are the body, of a GET the query.
    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        RestAction asked = RestAction.of(action, params);
        return Json.plain(
                api.call(asked.method(), "/" + asked.target(), asked.bodiless() ? Map.of() : asked.params(), timeout));
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        api.call("DELETE", member(groupId, userId), Map.of(), DiscordApi.USUAL);
    }

    private String member(String groupId, String userId) throws InterruptedException {
        return "/guilds/" + places.guildOf(groupId) + "/members/" + DiscordApi.id("person", userId);
    }

    @Override
    public void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        if (duration.compareTo(LONGEST_SILENCE) > 0) {
            throw new AdapterException(ErrorKind.REJECTED, "Discord silences members for 28 days at most, not for "
                    + duration.toDays() + "; use a shorter time");
        }
        silence(groupId, userId, duration.isZero() ? null : context.clock().instant().plus(duration).toString());
    }

    @Override
    public void unban(String groupId, String userId) throws InterruptedException {
        silence(groupId, userId, null);
    }

    /// @param until null for not at all
    private void silence(String groupId, String userId, String until) throws InterruptedException {
        Map<String, String> body = new HashMap<>();
        body.put("communication_disabled_until", until);
        api.call("PATCH", member(groupId, userId), body, DiscordApi.USUAL);
    }

    @Override
    public void card(String groupId, String userId, String card) throws InterruptedException {
        api.call("PATCH", member(groupId, userId), Map.of("nick", card), DiscordApi.USUAL);
    }

    @Override
    public void rename(String groupId, String name) throws InterruptedException {
        api.call("PATCH", "/channels/" + DiscordApi.id("channel", groupId), Map.of("name", name), DiscordApi.USUAL);
    }

    /// A bot leaves the whole server.
    @Override
    public void leave(String groupId) throws InterruptedException {
        api.call("DELETE", "/users/@me/guilds/" + places.guildOf(groupId), Map.of(), DiscordApi.USUAL);
    }

    /// Takes from everybody the right to write in the channel. What else is ruled for everybody there stays.
    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        String guild = places.guildOf(groupId);
        long allow = 0;
        long deny = 0;
        for (JsonNode rule : api.get("/channels/" + DiscordApi.id("channel", groupId), DiscordApi.USUAL)
                .path("permission_overwrites")) {
            if (Json.text(rule, "id").equals(guild)) {
                allow = Json.number(rule, "allow");
                deny = Json.number(rule, "deny");
            }
        }
        String allowed = Long.toString(allow & ~SEND_MESSAGES);
        String denied = Long.toString(banned ? deny | SEND_MESSAGES : deny & ~SEND_MESSAGES);
        // The role that everybody has bears the id of the server.
        api.call("PUT", "/channels/" + groupId + "/permissions/" + guild, Map.of("type", 0, "allow", allowed, "deny", denied),
                DiscordApi.USUAL);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        String id = places.guildOf(groupId);
        JsonNode guild = api.get("/guilds/" + id, DiscordApi.USUAL);
        Set<String> administrators = new HashSet<>();
        for (JsonNode role : guild.path("roles")) {
            if ((Json.number(role, "permissions") & ADMINISTRATOR) != 0) {
                administrators.add(Json.text(role, "id"));
            }
        }
        List<Member> members = new ArrayList<>();
        String after = "0";
        JsonNode page;
        do {
            page = api.get("/guilds/" + id + "/members?limit=" + PAGE + "&after=" + after, DiscordApi.USUAL);
            for (JsonNode member : page) {
                members.add(member(member, Json.text(guild, "owner_id"), administrators));
                after = members.getLast().userId();
            }
        } while (page.size() == PAGE);
        return members;
    }

    /// The channels of text of all servers of the bot.
    @Override
    public List<Chat> groups() throws InterruptedException {
        List<Chat> groups = new ArrayList<>();
        for (JsonNode guild : api.get("/users/@me/guilds", DiscordApi.USUAL)) {
            for (JsonNode channel : api.get("/guilds/" + Json.text(guild, "id") + "/channels", DiscordApi.USUAL)) {
                if (Json.text(channel, "type").equals("0")) {
                    places.channel(channel, Json.text(guild, "id"));
                    groups.add(places.group(Json.text(channel, "id"), Json.text(guild, "id")));
                }
            }
        }
        return groups;
    }

    private static Member member(JsonNode member, String owner, Set<String> administrators) {
        JsonNode user = member.path("user");
        boolean rules = false;
        for (JsonNode role : member.path("roles")) {
            rules |= administrators.contains(Json.text(role));
        }
        String id = Json.text(user, "id");
        return Member.of(id, Json.first(user, "global_name", "username")).card(Json.text(member, "nick"))
                .role(id.equals(owner) ? "owner" : rules ? "admin" : "member").details(Json.map(member));
    }

    /// Addresses of attachments die within hours or days; the message has fresh ones.
    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String messageId = platform.getOrDefault("message_id", "");
        JsonNode message = api.get("/channels/" + DiscordApi.id("channel", platform.getOrDefault("channel_id", "")) + "/messages/"
                + DiscordApi.id("message", messageId), DiscordApi.USUAL);
        for (JsonNode attachment : message.path("attachments")) {
            if (Json.text(attachment, "id").equals(platform.get("attachment_id"))) {
                return DiscordInbound.media(message, attachment);
            }
        }
        throw new AdapterException(ErrorKind.MEDIA, "the message " + messageId + " has this attachment no more; it was removed");
    }
}
