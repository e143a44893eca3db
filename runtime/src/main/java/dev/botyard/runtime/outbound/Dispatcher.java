package dev.botyard.runtime.outbound;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.account.Account;
import dev.botyard.runtime.account.AccountRegistry;
import dev.botyard.runtime.account.AccountSelector;
import dev.botyard.runtime.account.AccountSession;
import dev.botyard.runtime.account.AccountSupervisor;
import dev.botyard.runtime.account.Selection;
import dev.botyard.runtime.account.SelectionRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes pushes and replies: validate ▸ select ▸ wait for the chat's turn ▸ adapter ▸ receipt. Thread-safe; blocks its caller.
///
/// A push is asked of one account. Only when that account was lost before anything was sent is the selection made once more.
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final MessageComposer composer;
    private final MediaConversion conversion;
    private final Supplier<PushPolicy> policy;
    private final Clock clock;
    private final Map<String, ChatLanes> lanes = new ConcurrentHashMap<>();
    private final List<PushListener> listeners = new CopyOnWriteArrayList<>();
    private final SendWatch watch = new SendWatch();
    private final ReceiptIds ids = new ReceiptIds();
    private final Reachability reachability;
    private volatile boolean stopping;

    public Dispatcher(AccountRegistry registry, AccountSupervisor supervisor, MediaSources sources,
            MediaConversion conversion, Supplier<PushPolicy> policy, Clock clock) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.composer = new MessageComposer(sources);
        this.conversion = conversion;
        this.policy = policy;
        this.clock = clock;
        this.reachability = new Reachability(clock);
    }

    /// An account has heard from somebody, who can therefore be reached.
    public void heard(String account, Chat chat) {
        reachability.heard(account, Target.of(chat));
    }

    /// Adds a listener for outcomes.
    public void listen(PushListener listener) {
        listeners.add(listener);
    }

    /// Sends a push.
    ///
    /// @return the receipt, also of a push that was not sent
    /// @throws PushException when the request is invalid, the platform refused it, its outcome is unknown, or `strict` asks for it
    public PushReceipt push(PushRequest request) throws InterruptedException {
        PushOptions options = PushOptions.parse(request.options());
        Target target = target(request);
        MessageComposer.check(request);
        Delivery delivery = new Delivery(request, options, false, target, "");
        PushReceipt receipt = delivery.run();
        if (receipt.sent() == 0 && options.strict()) {
            throw new PushException(receipt.code(), receipt.reason(), receipt);
        }
        return receipt;
    }

    /// Says who would send a push, and why not the others. Sends nothing.
    public PushReceipt explain(PushRequest request) {
        PushOptions options = PushOptions.parse(request.options());
        Target target = target(request);
        MessageComposer.check(request);
        Delivery delivery = new Delivery(request, options, false, target, "");
        Selection selection = delivery.select();
        return delivery.receipt(selection, PushCode.labelled(selection.code()), selection.reason(), List.of(), "");
    }

    /// Answers into the current chat.
    ///
    /// @return the receipt; a send that failed is told in it, not thrown
    /// @throws PushException when there is nothing to send
    public PushReceipt reply(ReplyRequest request) throws InterruptedException {
        PushRequest push = request.asPush();
        PushOptions options = PushOptions.parse(push.options());
        MessageComposer.check(push);
        try {
            return new Delivery(push, options, true, Target.of(request.chat()), request.messageId()).run();
        } catch (PushException e) {
            if (e.receipt() == null) {
                throw e;
            }
            return e.receipt();
        }
    }

    /// The canonical IM type behind an alias.
    public String canonical(String imType) {
        String trimmed = imType.strip();
        return policy.get().aliases().getOrDefault(trimmed, trimmed);
    }

    /// Messages being sent or waiting, by account.
    public Map<String, Integer> queued() {
        Map<String, Integer> sizes = new java.util.TreeMap<>();
        lanes.forEach((account, lane) -> sizes.put(account, lane.size()));
        return sizes;
    }

    /// Ends sends that adapters did not end by themselves; called by the host's timer every second.
    public void sweep() {
        watch.sweep();
        lanes.keySet().removeIf(account -> registry.snapshot().find(account).isEmpty());
    }

    /// From now on every push answers `host_stopping`.
    public void stop() {
        stopping = true;
    }

    private static Target target(PushRequest request) {
        if (request.imType().isBlank()) {
            throw PushException.invalid("the push names no IM type");
        }
        String group = request.groupCode().strip();
        String user = request.userId().strip();
        if (group.isEmpty() && user.isEmpty()) {
            throw PushException.invalid("the push has no target: give groupCode for a group or userID for a person");
        }
        return group.isEmpty() ? Target.person(user) : Target.group(group);
    }

    /// One push on its way.
    private final class Delivery {
        private final PushRequest request;
        private final PushOptions options;
        private final boolean reply;
        private final Target target;
        private final String inReplyTo;
        private final String im;
        private final String id = ids.next();
        private final long began = System.nanoTime();
        private final long deadline;

        Delivery(PushRequest request, PushOptions options, boolean reply, Target target, String inReplyTo) {
            this.request = request;
            this.options = options;
            this.reply = reply;
            this.target = target;
            this.inReplyTo = inReplyTo;
            this.im = reply ? request.imType() : canonical(request.imType());
            this.deadline = began + timeout().toNanos();
        }

        private Duration timeout() {
            long asked = request.timeoutMs() > 0 ? request.timeoutMs() : options.timeoutMs();
            Duration timeout = asked > 0
                    ? Duration.ofMillis(asked)
                    : request.kind().media() ? policy.get().mediaTimeout() : policy.get().textTimeout();
            return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        }

        Selection select() {
            Origin origin = request.origin();
            boolean failover = options.failover() == null ? policy.get().failover() : options.failover();
            boolean chat = reply || origin.hasChat();
            return AccountSelector.select(new SelectionRequest(im, reply ? "" : options.account(), chat ? origin.im() : "",
                    chat ? origin.account() : "", request.kind().needed(), !reply && failover,
                    reply ? SelectionRequest.Reach.UNKNOWN : reachability.to(target)),
                    registry.snapshot());
        }

        PushReceipt run() throws InterruptedException {
            if (stopping) {
                return finish(receipt(null, PushCode.HOST_STOPPING, "the host is stopping", List.of(), ""));
            }
            Selection selection = select();
            if (selection.account() == null) {
                return finish(receipt(selection, PushCode.labelled(selection.code()), selection.reason(), List.of(), ""));
            }
            try {
                return send(selection);
            } catch (AdapterException e) {
                if (e.kind() != ErrorKind.COMMUNICATION) {
                    throw failed(selection, e);
                }
                return again(selection, e);
            }
        }

        /// The account was lost between the decision and the wire: decide once more.
        private PushReceipt again(Selection first, AdapterException lost) throws InterruptedException {
            Selection second = select();
            if (second.account() == null) {
                return finish(receipt(second, PushCode.labelled(second.code()), second.reason(), List.of(), ""));
            }
            if (second.account().id().equals(first.account().id()) && remaining().isNegative()) {
                return offline(second, lost);
            }
            try {
                return send(second);
            } catch (AdapterException e) {
                if (e.kind() == ErrorKind.COMMUNICATION) {
                    return offline(second, e);
                }
                throw failed(second, e);
            }
        }

        private PushReceipt offline(Selection selection, AdapterException e) {
            return finish(receipt(selection, PushCode.ACCOUNT_OFFLINE,
                    "account " + selection.account().id() + " was lost before the message was sent: " + e.getMessage(), List.of(),
                    ""));
        }

        private PushReceipt send(Selection selection) throws InterruptedException {
            Account account = selection.account();
            AccountSession session = supervisor.session(account.id().value()).orElseThrow(() -> new AdapterException(
                    ErrorKind.COMMUNICATION, "account " + account.id() + " has just gone offline"));
            List<Segment> segments = new PlayableSegments(conversion, session.formats(), im, this::remaining)
                    .of(composer.compose(request, options));
            SegmentLimits.check(segments, session.limits(), account);
            ChatLanes lane = lanes.computeIfAbsent(account.id().value(),
                    key -> new ChatLanes(session.limits().concurrentSends()));
            Receipt receipt = lane(lane, session, segments);
            return finish(receipt(selection, PushCode.ACCEPTED, "", receipt.messageIds(), receipt.raw()));
        }

        private Receipt lane(ChatLanes lane, AccountSession session, List<Segment> segments) throws InterruptedException {
            try {
                return lane.inOrder(target.toString(), remaining(), () -> onTheWire(session, segments));
            } catch (RuntimeException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new AdapterException(ErrorKind.INTERNAL, e.toString(), e);
            }
        }

        private Receipt onTheWire(AccountSession session, List<Segment> segments) throws InterruptedException {
            OutboundMessage message = OutboundMessage.to(target).requestId(id).title(request.title()).segments(segments)
                    .timeout(remaining()).inReplyTo(inReplyTo).options(OptionValues.withoutNulls(request.options())).build();
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
            return Duration.ofNanos(deadline - System.nanoTime());
        }

        private PushException failed(Selection selection, AdapterException e) {
            String account = selection.account().id().value();
            PushCode code = PushCode.of(e.kind());
            e.retryAfter().ifPresent(wait -> supervisor.cool(account, clock.instant().plus(wait)));
            if (e.kind() == ErrorKind.UNREACHABLE_TARGET) {
                reachability.refused(account, target, e.getMessage());
            }
            if (e.kind() == ErrorKind.INTERNAL) {
                log.error("account {}: adapter {} failed while sending", account, selection.account().spec().adapter(), e);
            }
            String platform = e.platformCode().isEmpty() ? "" : " [" + e.platformCode() + "]";
            String reason = "account " + account + " (" + im + "), " + code.label() + platform + ": " + e.getMessage()
                    + Advice.after(code);
            PushReceipt receipt = finish(receipt(selection, code, reason, List.of(), ""));
            return new PushException(code, reason, receipt);
        }

        PushReceipt receipt(Selection selection, PushCode code, String reason, List<String> messageIds, String raw) {
            Optional<Selection> made = Optional.ofNullable(selection);
            String account = made.map(Selection::account).map(chosen -> chosen.id().value())
                    .orElse(reply ? request.origin().account() : options.account());
            boolean group = target.kind() != dev.botyard.api.conversation.ChatKind.PRIVATE;
            return new PushReceipt(id, code, im, request.kind(), group ? target.chatId() : "", group ? "" : target.userId(),
                    account,
                    made.map(found -> found.rule().label()).orElse(""), reason, made.map(Selection::rejected).orElse(List.of()),
                    messageIds, raw,
                    clock.instant(), Duration.ofNanos(System.nanoTime() - began));
        }

        private PushReceipt finish(PushReceipt receipt) {
            for (PushListener listener : listeners) {
                listener.finished(request.origin(), reply, receipt);
            }
            return receipt;
        }
    }
}
