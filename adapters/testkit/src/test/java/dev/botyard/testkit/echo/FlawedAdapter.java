package dev.botyard.testkit.echo;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The echo adapter with one flaw.
final class FlawedAdapter extends EchoAdapter {
    private static final ConcurrentLinkedQueue<Socket> KEPT = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<AdapterContext> SHARED = new AtomicReference<>();
    private static final Map<String, FlawedAdapter> LIVE = new ConcurrentHashMap<>();
    private static final Set<String> ENDED = ConcurrentHashMap.newKeySet();
    private static final int IMPATIENCE = 400;
    private static final int MOST = 20_000;
    private static final String HELD = "text 3";

    private final Flaw flaw;
    private long newest;
    private boolean deaf;
    private MessageEvent held;
    private volatile Target target;

    FlawedAdapter(AdapterContext context) {
        super(context);
        String name = context.config().text("flaw");
        flaw = name.isEmpty() ? Flaw.CHANGING_DESCRIPTOR : Flaw.valueOf(name);
        SHARED.compareAndSet(null, context);
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        switch (flaw) {
            case SWALLOWS_INTERRUPTS -> runDeaf(connection);
            case RECONNECTS_ITSELF -> runForever(connection);
            case CONNECTED_TOO_EARLY -> runEarly(connection);
            case WRONG_LOGIN_KIND -> {
                try {
                    super.run(connection);
                } catch (AdapterException e) {
                    throw new AdapterException(ErrorKind.COMMUNICATION, e.getMessage(), e);
                }
            }
            case LEAKS_THREADS -> {
                Thread forgotten = new Thread(() -> waitUninterrupted(Duration.ofMinutes(1)), "forgotten");
                forgotten.setDaemon(true);
                forgotten.start();
                super.run(connection);
            }
            case REMOVES_ITS_SUCCESSOR -> {
                String account = context.account().value();
                LIVE.put(account, this);
                try {
                    super.run(connection);
                } finally {
                    LIVE.remove(account);
                }
            }
            case NAMES_THE_ACCOUNT -> super.run(new FlawedEar(connection, flaw) {
                @Override
                public void connected(AccountProfile profile) {
                    super.connected(AccountProfile.of(context.account().value()));
                }
            });
            case FORGETS_ITS_PLACE -> super.run(new FlawedEar(connection, flaw) {
                @Override
                public void connected(AccountProfile profile) {
                    super.connected(profile);
                    handOverAgain();
                }
            });
            case LEAKS_SOCKETS -> super.run(new Keeper(connection));
            case TAKES_UNREACHABLE_FOR_REFUSAL -> {
                try {
                    super.run(connection);
                } catch (AdapterException e) {
                    throw e.getCause() instanceof ConnectException
                            ? new AdapterException(ErrorKind.AUTHENTICATION, e.getMessage(), e)
                            : e;
                }
            }
            case DEAF_AFTER_A_LOSS -> {
                deaf = ENDED.contains(context.account().value());
                try {
                    super.run(connection);
                } finally {
                    ENDED.add(context.account().value());
                }
            }
            case DIES_OF_OVERSIZED -> {
                try {
                    super.run(connection);
                } catch (AdapterException e) {
                    throw e.getMessage().contains("longer than")
                            ? new AdapterException(ErrorKind.CONFIGURATION, e.getMessage(), e)
                            : e;
                }
            }
            default -> super.run(new FlawedEar(connection, flaw));
        }
    }

    private void handOverAgain() {
        for (String had : context.storage().keys("had-")) {
            try {
                context.events().emit(MessageEvent.in(Chat.group("900", ""), Person.of("42", "")).id("again-" + had)
                        .text(context.storage().get(had).orElse("")).once(true).build());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runEarly(Connection connection) throws InterruptedException {
        Thread early = Thread.ofVirtual().start(() -> {
            waitUninterrupted(Duration.ofMillis(100));
            connection.connected(AccountProfile.of("early"));
        });
        try {
            super.run(connection);
        } finally {
            early.interrupt();
        }
    }

    private void runDeaf(Connection connection) {
        AtomicReference<RuntimeException> end = new AtomicReference<>();
        Thread deaf = Thread.ofVirtual().start(() -> {
            try {
                super.run(connection);
            } catch (RuntimeException e) {
                end.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (deaf.isAlive()) {
            try {
                deaf.join();
            } catch (InterruptedException e) {
                context.log().debug("not now");
            }
        }
        if (end.get() != null) {
            throw end.get();
        }
    }

    private void runForever(Connection connection) throws InterruptedException {
        boolean[] connected = new boolean[1];
        do {
            try {
                super.run(new FlawedEar(connection, flaw) {
                    @Override
                    public void connected(AccountProfile profile) {
                        connected[0] = true;
                        super.connected(profile);
                    }
                });
            } catch (AdapterException e) {
                if (!connected[0] || e.kind() != ErrorKind.COMMUNICATION) {
                    throw e;
                }
                new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
            }
        } while (connected[0]);
    }

    private static void waitUninterrupted(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    String loginRefused() {
        return flaw == Flaw.TELLS_SECRETS ? "the token " + context.config().text("token") + " was refused" : super.loginRefused();
    }

    @Override
    int readTimeout() {
        return flaw == Flaw.IMPATIENT ? IMPATIENCE : super.readTimeout();
    }

    @Override
    void revoked() {
        if (flaw != Flaw.IGNORES_REVOCATION) {
            super.revoked();
        }
    }

    @Override
    void nonsense(String word) {
        if (flaw == Flaw.DIES_OF_NONSENSE) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the server said '" + word + "'");
        }
        super.nonsense(word);
    }

    @Override
    void emit(MessageEvent event) throws InterruptedException {
        switch (flaw) {
            case NEW_IDS -> super.emit(MessageEvent.in(event.chat(), event.sender()).id("id-" + System.nanoTime())
                    .messageId(event.messageId()).segments(event.segments()).own(event.own()).once(event.once()).build());
            case DROPS_WHEN_BUSY -> {
                Thread handing = Thread.ofVirtual().start(() -> {
                    try {
                        context.events().emit(event);
                    } catch (InterruptedException e) {
                        context.log().debug("dropped");
                    }
                });
                if (!handing.join(Duration.ofMillis(150))) {
                    handing.interrupt();
                    handing.join();
                }
            }
            case DROPS_LATE_MESSAGES -> {
                long number = Long.parseLong(event.messageId().substring(2));
                if (number >= newest) {
                    newest = number;
                    super.emit(event);
                }
            }
            case REMOVES_ITS_SUCCESSOR -> {
                if (LIVE.containsKey(context.account().value())) {
                    super.emit(event);
                }
            }
            case DEAF_AFTER_A_LOSS -> {
                if (!deaf) {
                    super.emit(event);
                }
            }
            case REORDERS -> {
                MessageEvent late = held;
                held = HELD.equals(words(event)) ? event : null;
                if (held == null) {
                    super.emit(event);
                }
                if (late != null) {
                    super.emit(late);
                }
            }
            case CONFUSES_CHATS -> super.emit(event.chat().shared()
                    ? event
                    : MessageEvent.in(Chat.group(event.chat().id(), ""), event.sender()).messageId(event.messageId())
                            .segments(event.segments()).own(event.own()).once(event.once()).build());
            case HIDES_OWN -> super.emit(MessageEvent.in(event.chat(), event.sender()).messageId(event.messageId())
                    .segments(event.segments()).once(event.once()).build());
            case FORGETS_TO_SAY_ONCE -> super.emit(MessageEvent.in(event.chat(), event.sender()).messageId(event.messageId())
                    .segments(event.segments()).own(event.own()).build());
            case FORGETS_ITS_PLACE -> {
                super.emit(event);
                if (words(event).startsWith("text ")) {
                    context.storage().put("had-" + event.id(), words(event));
                }
            }
            case SHARES_STATE -> SHARED.get().events().emit(event);
            default -> super.emit(event);
        }
    }

    private static String words(MessageEvent event) {
        return event.segments().stream().map(Segment::asText).collect(Collectors.joining());
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        switch (flaw) {
            case IGNORES_TIMEOUTS -> {
                return super.send(OutboundMessage.to(message.target()).segments(message.segments())
                        .timeout(message.timeout().plusMinutes(1)).build());
            }
            case NO_RECEIPT -> {
                super.send(message);
                return Receipt.of();
            }
            case MIXES_UP_SENDS -> {
                target = message.target();
                TimeUnit.MILLISECONDS.sleep(5);
                return super.send(OutboundMessage.to(target).segments(message.segments()).timeout(message.timeout()).build());
            }
            case SWALLOWS_SEND_INTERRUPTS -> {
                try {
                    return super.send(message);
                } catch (InterruptedException e) {
                    waitUninterrupted(Duration.ofMinutes(1));
                    return Receipt.of();
                }
            }
            default -> {
                try {
                    return super.send(message);
                } catch (AdapterException e) {
                    throw spoilt(e);
                }
            }
        }
    }

    private AdapterException spoilt(AdapterException e) {
        return switch (flaw) {
            case CLAIMS_NOT_SENT -> swapped(e, ErrorKind.UNKNOWN_OUTCOME, ErrorKind.COMMUNICATION);
            case FORGETS_RETRY_AFTER -> swapped(e, ErrorKind.RATE_LIMITED, ErrorKind.RATE_LIMITED);
            case TAKES_WAIT_FOR_REFUSAL -> e.retryAfter().isEmpty() ? swapped(e, ErrorKind.RATE_LIMITED, ErrorKind.REJECTED) : e;
            case TAKES_FAULT_FOR_LOGIN ->
                FAULT.equals(e.getMessage()) ? swapped(e, ErrorKind.UNKNOWN_OUTCOME, ErrorKind.AUTHENTICATION) : e;
            case WRONG_REFUSAL -> swapped(e, ErrorKind.REJECTED, ErrorKind.UNSUPPORTED);
            default -> e;
        };
    }

    private static AdapterException swapped(AdapterException e, ErrorKind kind, ErrorKind other) {
        return e.kind() == kind ? new AdapterException(other, e.getMessage()) : e;
    }

    @Override
    String text(OutboundMessage message) {
        return switch (flaw) {
            case MANGLES_TEXT -> super.text(message).replace('\n', ' ');
            case LEAKS_MEDIA -> message.segments().stream()
                    .map(segment -> segment instanceof Segment.File(Media media)
                            ? content(media)
                            : super.text(OutboundMessage.to(message.target()).segments(segment).build()))
                    .collect(Collectors.joining());
            case SENDS_UNDECLARED -> message.segments().stream().map(Segment::asText).collect(Collectors.joining());
            case DROPS_SEGMENTS -> message.segments().stream().filter(segment -> !(segment instanceof Segment.Unknown))
                    .map(segment -> super.text(OutboundMessage.to(message.target()).segments(segment).build()))
                    .collect(Collectors.joining());
            default -> super.text(message);
        };
    }

    @SuppressWarnings("resource")
    private static String content(Media media) {
        try {
            InputStream open = media.open();
            return Base64.getEncoder().encodeToString(open.readNBytes(MOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <A> Optional<A> ability(Class<A> type) {
        return FlawedAbilities.of(flaw, this, type).or(() -> super.ability(type));
    }

    private final class Keeper extends FlawedEar {
        Keeper(Connection host) {
            super(host, flaw);
        }

        @Override
        public void connected(AccountProfile profile) {
            try {
                KEPT.add(new Socket(InetAddress.getLoopbackAddress(), context.config().integer("port")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            super.connected(profile);
        }
    }
}
