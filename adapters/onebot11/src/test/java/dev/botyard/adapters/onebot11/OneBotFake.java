package dev.botyard.adapters.onebot11;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The simulator as the contract kit wants it. What the transports have in common; how the two sides meet is for the subclasses.
abstract class OneBotFake implements FakeIm {
    static final String TOKEN = "the-access-token";
    private static final String STRANGER = "666";
    private static final int UPLOAD = 100_000;
    private static final Set<String> SENDS = Set.of("send_group_msg", "send_private_msg", "upload_group_file",
            "upload_private_file");

    final OneBotSimulator simulator = new OneBotSimulator();
    final Map<String, SimulatedAccount> accounts = new ConcurrentHashMap<>();
    final AtomicInteger attempts = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean silent;
    volatile boolean offline;
    volatile String token = TOKEN;
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();

    /// Settings of one more account, beside the token.
    abstract Map<String, List<String>> settings(SimulatedAccount account);

    /// Brings an event to every account.
    abstract void toAll(Function<SimulatedAccount, String> event);

    @Override
    public Map<String, List<String>> config() {
        String selfId = Integer.toString(10_001 + accounts.size());
        SimulatedAccount account = simulator.account(selfId).token(token).onCall(this::called);
        account.online(!offline);
        quieten(account);
        accounts.put(selfId, account);
        Map<String, List<String>> config = new HashMap<>(Map.of("self_id", List.of(selfId), "access_token", List.of(TOKEN),
                "heartbeat_timeout", List.of("1500ms")));
        config.putAll(settings(account));
        return config;
    }

    private void called(RecordedCall call) {
        if (!SENDS.contains(call.action())) {
            return;
        }
        String group = call.param("group_id");
        sent.add(new SentCall(group.isEmpty() ? Target.person(call.param("user_id")) : Target.group(group), words(call)));
        if (call.param("user_id").equals(STRANGER)) {
            accounts.get(call.account()).once(call.action(), Behaviour.failed(1200, "对方不是你的好友"));
        }
    }

    /// Text as it is, other segments as implementations show them that do not know their kind.
    private static String words(RecordedCall call) {
        StringBuilder words = new StringBuilder();
        for (JsonNode segment : call.params().path("message")) {
            String type = segment.path("type").asString("");
            words.append(type.equals("text") ? segment.path("data").path("text").asString("") : "[" + type + "]");
        }
        return words.toString();
    }

    @Override
    public int attempts() {
        return attempts.get();
    }

    /// The kit's ids are a letter and a number; those of OneBot are numbers.
    static String message(SimulatedAccount account, Chat chat, String userId, String messageId, String text) {
        String event = chat.shared()
                ? account.events().groupText(chat.id(), userId, text)
                : account.events().privateText(userId, text);
        return event.replaceFirst("\"message_id\":\\d+", "\"message_id\":" + messageId.replaceAll("\\D", ""));
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(account -> message(account, chat, sender.id(), messageId, text));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        toAll(account -> message(account, chat, account.selfId(), messageId, text)
                .replace("\"post_type\":\"message\"", "\"post_type\":\"message_sent\""));
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"post_type\":\"mess", "[]", "null", "{\"echo\":{\"a\":1},\"status\":\"ok\"}", "",
                "{\"post_type\":\"message\",\"message_type\":\"group\"}", "{\"post_type\":7,\"message\":[[]]}")) {
            toAll(account -> nonsense);
        }
    }

    /// Answers nothing or everything, as [#silent] says.
    final void quieten(SimulatedAccount account) {
        account.on("*", silent ? Behaviour.SILENCE : Behaviour.NORMAL);
    }

    void onSends(Behaviour behaviour) {
        accounts.values().forEach(account -> SENDS.forEach(action -> account.on(action, behaviour)));
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        onSends(leave ? Behaviour.SILENCE : Behaviour.NORMAL);
    }

    @Override
    public void dieAtSend(boolean die) {
        onSends(die ? Behaviour.DROP : Behaviour.NORMAL);
    }

    @Override
    public void rejectMessages(boolean reject) {
        onSends(reject ? Behaviour.failed(120, "你已被禁言") : Behaviour.NORMAL);
    }

    @Override
    public void limitRate(Duration wait) {
        onSends(wait.isZero() ? Behaviour.NORMAL : new Behaviour.Wait(wait));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        onSends(limit ? new Behaviour.Wait(Duration.ZERO) : Behaviour.NORMAL);
    }

    @Override
    public void dieAtUpload(boolean die) {
        simulator.breakAfter(die ? UPLOAD : Integer.MAX_VALUE);
    }

    @Override
    public String unknownPerson() {
        return STRANGER;
    }

    @Override
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        closed.countDown();
        simulator.close();
    }
}
