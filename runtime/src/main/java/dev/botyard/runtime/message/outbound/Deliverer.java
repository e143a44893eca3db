package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSelector;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.Purpose;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.im.account.SelectionRequest;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one attempt to deliver an order: select ▸ wait for the chat's turn ▸ adapter ▸ receipt. Thread-safe; blocks its caller.
///
/// An order is asked of one account. Only when that account was lost before anything was sent is the selection made once more.
final class Deliverer {
    private static final Logger log = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final MessageComposer composer;
    private final MediaConversion conversion;
    private final Supplier<PushPolicy> policy;
    private final Ticker ticker;
    private final Map<String, ChatLanes> lanes = new ConcurrentHashMap<>();
    private final SendWatch watch;
    private final Reachability reachability;

    Deliverer(AccountRegistry registry, AccountSupervisor supervisor, MediaSources sources, MediaConversion conversion,
            Supplier<PushPolicy> policy, Ticker ticker) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.composer = new MessageComposer(sources);
        this.conversion = conversion;
        this.policy = policy;
        this.ticker = ticker;
        this.watch = new SendWatch(ticker);
        this.reachability = new Reachability(ticker);
    }

    /// Hears that an adapter is about to be asked.
    @FunctionalInterface
    interface WireWatch {
        /// @param deduplicates whether the platform drops a second message with the same id
        void asking(String account, boolean deduplicates);
    }

    Outcome deliver(Order order, WireWatch wire) throws InterruptedException {
        return new Delivery(order, wire).attempt();
    }

    /// Who would deliver it now.
    Selection select(Order order) {
        PushRequest request = order.request();
        Origin origin = request.origin();
        Boolean asked = order.options().failover();
        boolean failover = asked == null ? policy.get().failover() : asked;
        boolean chat = order.reply() || origin.hasChat();
        return AccountSelector.select(
                new SelectionRequest(order.im(), order.reply() ? "" : order.options().account(), chat ? origin.im() : "",
                        chat ? origin.account() : "",
                        new Purpose.Speak(request.kind().needed(),
                                order.reply() ? Purpose.Reach.UNKNOWN : reachability.to(order.target())),
                        !order.reply() && failover),
                registry.snapshot());
    }

    /// What an order becomes that nobody was asked to deliver.
    PushReceipt unsent(Order order, ReceiptCode code, String reason) {
        return new Delivery(order, (account, deduplicates) -> {}).receipt(null, code, reason, List.of(), "");
    }

    /// What an order becomes that this selection cannot deliver, or would.
    PushReceipt unsent(Order order, Selection selection) {
        return new Delivery(order, (account, deduplicates) -> {}).receipt(selection, selection.code(),
                selection.reason(), List.of(), "");
    }

    void heard(String account, Chat chat) {
        reachability.heard(account, Target.of(chat));
    }

    /// Messages being sent or waiting for their turn, by account.
    Map<String, Integer> underWay() {
        Map<String, Integer> sizes = new TreeMap<>();
        lanes.forEach((account, lane) -> sizes.put(account, lane.size()));
        return sizes;
    }

    void sweep() {
        watch.sweep();
        lanes.keySet().removeIf(account -> registry.snapshot().find(account).isEmpty());
    }

    /// One order on its way.
    private final class Delivery {
        private final Order order;
        private final PushRequest request;
        private final WireWatch wire;
        private final long began = ticker.nanoTime();
        private final long deadline;
        private final List<String> accepted = new ArrayList<>(1);

        Delivery(Order order, WireWatch wire) {
            this.order = order;
            this.request = order.request();
            this.wire = wire;
            this.deadline = began + timeout().toNanos();
        }

        private Duration timeout() {
            long asked = request.timeoutMs() > 0 ? request.timeoutMs() : order.options().timeoutMs();
            Duration timeout = asked > 0
                    ? Duration.ofMillis(asked)
                    : request.kind().media() ? policy.get().mediaTimeout() : policy.get().textTimeout();
            return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        }

        Outcome attempt() throws InterruptedException {
            Selection selection = select(order);
            if (selection.account() == null) {
                return Outcome.of(unsent(order, selection));
            }
            try {
                return send(selection);
            } catch (AdapterException e) {
                return e.kind() == ErrorKind.COMMUNICATION ? again(selection, e) : failed(selection, e);
            }
        }

        /// The account was lost between the decision and the wire: decide once more.
        private Outcome again(Selection first, AdapterException lost) throws InterruptedException {
            Selection second = select(order);
            if (second.account() == null) {
                return Outcome.of(unsent(order, second));
            }
            if (second.accountId().equals(first.accountId()) && remaining().isNegative()) {
                return offline(second, lost);
            }
            try {
                return send(second);
            } catch (AdapterException e) {
                return e.kind() == ErrorKind.COMMUNICATION ? offline(second, e) : failed(second, e);
            }
        }

        private Outcome offline(Selection selection, AdapterException e) {
            return Outcome.of(receipt(selection, ReceiptCode.ACCOUNT_OFFLINE,
                    "account " + selection.accountId() + " was lost before the message was sent: " + e.getMessage(), List.of(),
                    ""));
        }

        private Outcome send(Selection selection) throws InterruptedException {
            Account account = Objects.requireNonNull(selection.account());
            AccountSession session = supervisor.session(account.id().value()).orElseThrow(() -> new AdapterException(
                    ErrorKind.COMMUNICATION, "account " + account.id() + " has just gone offline"));
            List<Segment> segments = new PlayableSegments(conversion, session.formats(), order.im(), this::remaining)
                    .of(composer.through(session.spec().terms().proxy()).compose(request, order.options()));
            List<List<Segment>> pieces = TextPieces.of(segments, session.limits());
            pieces.forEach(piece -> SegmentLimits.check(piece, session.limits(), account));
            ChatLanes lane = lanes.computeIfAbsent(account.id().value(),
                    key -> new ChatLanes(session.limits().concurrentSends(), ticker));
            String raw = lane(lane, session, pieces);
            return Outcome.of(receipt(selection, ReceiptCode.ACCEPTED, "", List.copyOf(accepted), raw));
        }

        private String lane(ChatLanes lane, AccountSession session, List<List<Segment>> pieces) throws InterruptedException {
            try {
                return lane.inOrder(order.target().toString(), remaining(), () -> inPieces(session, pieces));
            } catch (RuntimeException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new AdapterException(ErrorKind.INTERNAL, e.toString(), e);
            }
        }

        /// Sends one after the other within the chat's turn.
        ///
        /// @return the platform's answer to the last
        private String inPieces(AccountSession session, List<List<Segment>> pieces) throws InterruptedException {
            String raw = "";
            for (int i = 0; i < pieces.size(); i++) {
                try {
                    Receipt receipt = onTheWire(session, pieces.get(i), i == 0 ? order.id() : order.id() + "." + (i + 1));
                    accepted.addAll(receipt.messageIds());
                    raw = receipt.raw();
                } catch (AdapterException e) {
                    throw i == 0 ? e : midway(session, i, pieces.size(), e);
                }
            }
            return raw;
        }

        /// What has begun must not be begun again, so how the whole ended is not known, whatever became of this part.
        private AdapterException midway(AccountSession session, int sent, int of, AdapterException e) {
            e.retryAfter().ifPresent(wait -> supervisor.cool(session.spec().id().value(), ticker.instant().plus(wait)));
            return new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "the text is sent as " + of + " messages, and only "
                    + (sent == 1 ? "the first was" : "the first " + sent + " were") + " accepted, the next failed: "
                    + e.getMessage(), e)
                    .withPlatformCode(e.platformCode());
        }

        private Receipt onTheWire(AccountSession session, List<Segment> segments, String requestId) throws InterruptedException {
            OutboundMessage message = OutboundMessage.to(order.target()).requestId(requestId).title(request.title())
                    .segments(segments).timeout(remaining()).inReplyTo(order.inReplyTo())
                    .options(OptionValues.withoutNulls(request.options())).build();
            wire.asking(session.spec().id().value(), session.limits().deduplicates());
            SendWatch.Watched watched = watch.begin(deadline + GRACE.toNanos());
            try {
                return session.send(message);
            } catch (InterruptedException e) {
                if (watched.interrupted()) {
                    throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                            "the adapter did not answer within " + timeout().toMillis() + " ms");
                }
                throw e;
            } finally {
                watch.end(watched);
            }
        }

        private Duration remaining() {
            return Duration.ofNanos(ticker.until(deadline));
        }

        private Outcome failed(Selection selection, AdapterException e) {
            Account asked = Objects.requireNonNull(selection.account());
            String account = asked.id().value();
            ReceiptCode code = ReceiptCode.of(e.kind());
            e.retryAfter().ifPresent(wait -> supervisor.cool(account, ticker.instant().plus(wait)));
            if (e.kind() == ErrorKind.UNREACHABLE_TARGET) {
                reachability.refused(account, order.target(), e.getMessage());
            }
            if (e.kind() == ErrorKind.INTERNAL) {
                log.error("account {}: adapter {} failed while sending", account, asked.spec().adapter(), e);
            }
            String platform = e.platformCode().isEmpty() ? "" : " [" + e.platformCode() + "]";
            String reason = "account " + account + " (" + order.im() + "), " + code.label() + platform + ": " + e.getMessage()
                    + Advice.after(code);
            return new Outcome(receipt(selection, code, reason, List.copyOf(accepted), ""), Optional.of(e.kind()),
                    e.retryAfter());
        }

        PushReceipt receipt(@Nullable Selection selection, ReceiptCode code, String reason, List<String> messageIds, String raw) {
            Optional<Selection> made = Optional.ofNullable(selection);
            String account = made.map(Selection::account).map(chosen -> chosen.id().value())
                    .orElse(order.reply() ? request.origin().account() : order.options().account());
            Target target = order.target();
            boolean group = target.kind() != ChatKind.PRIVATE;
            return new PushReceipt(order.id(), code, order.im(), request.kind(), group ? target.chatId() : "",
                    group ? "" : target.userId(), account, made.map(found -> found.rule().label()).orElse(""), reason,
                    made.map(Selection::rejected).orElse(List.of()), messageIds, raw, ticker.instant(),
                    Duration.ofNanos(ticker.since(began)));
        }
    }
}
