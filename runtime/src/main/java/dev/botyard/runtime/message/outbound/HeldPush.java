package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.infra.store.QueuedPushes.Entry;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A push of the queue: what is to be sent, and where that stands. Immutable.
record HeldPush(Order order, Entry entry) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// One that nobody was asked to send.
    static HeldPush of(Order order, Instant now, Instant expires) {
        String lane = order.im() + '\n' + order.options().account() + '\n' + order.target();
        return new HeldPush(order, new Entry(order.id(), lane, State.QUEUED, "", false, 0, "", "",
                JSON.writeValueAsString(order.request()), now, expires, now));
    }

    /// @param canonical the IM type that is meant now, by the name in the request
    /// @throws JacksonException when it was written by another version
    static HeldPush read(Entry entry, UnaryOperator<String> canonical) {
        PushRequest request = JSON.readValue(entry.request(), PushRequest.class);
        Target target = request.groupCode().isBlank()
                ? Target.person(request.userId().strip())
                : Target.group(request.groupCode().strip());
        Order order = new Order(entry.id(), request, PushOptions.parse(request.options()), false,
                canonical.apply(request.imType()), target, "");
        return new HeldPush(entry.account().isEmpty() ? order : order.through(entry.account()), entry);
    }

    String id() {
        return entry.id();
    }

    HeldPush asking(String account, boolean deduplicates) {
        return with(State.SENDING, account, deduplicates, entry.attempts() + 1, "", "", entry.expires(), entry.nextTry());
    }

    /// Nothing was sent.
    HeldPush waiting(ReceiptCode code, String reason, Instant nextTry) {
        return with(State.QUEUED, "", false, entry.attempts(), code.label(), reason, entry.expires(), nextTry);
    }

    /// The same, after the clock has jumped.
    HeldPush later(Duration jump) {
        return with(entry.state(), entry.account(), entry.deduplicates(), entry.attempts(), entry.code(), entry.reason(),
                entry.expires(), entry.nextTry().plus(jump));
    }

    /// Whether it may have been sent already.
    boolean doubtful() {
        return entry.state() == State.QUEUED && !entry.account().isEmpty();
    }

    /// It may have been sent: only the same account may be asked again, because its platform drops what comes twice.
    HeldPush doubtful(String reason, Instant nextTry) {
        HeldPush next = with(State.QUEUED, entry.account(), true, entry.attempts(), ReceiptCode.UNKNOWN_OUTCOME.label(), reason,
                entry.expires(), nextTry);
        return new HeldPush(order.through(entry.account()), next.entry);
    }

    HeldPush failed(ReceiptCode code, String reason) {
        return with(State.FAILED, entry.account(), entry.deduplicates(), entry.attempts(), code.label(), reason,
                entry.expires(), entry.nextTry());
    }

    /// From the beginning, with as much time as it had.
    HeldPush again(Instant now) {
        return with(State.QUEUED, "", entry.deduplicates(), 0, "", "",
                now.plusMillis(entry.expires().toEpochMilli() - entry.created().toEpochMilli()), now);
    }

    private HeldPush with(State state, String account, boolean deduplicates, int attempts, String code, String reason,
            Instant expires, Instant nextTry) {
        return new HeldPush(order, new Entry(entry.id(), entry.lane(), state, account, deduplicates, attempts, code, reason,
                entry.request(), entry.created(), expires, nextTry));
    }

    /// What it sends, of media that were kept: paths.
    List<String> sources() {
        List<String> sources = new ArrayList<>(List.of(order.request().source()));
        order.request().items().forEach(item -> sources.add(PushOptions.text(item, "source")));
        return sources;
    }
}
