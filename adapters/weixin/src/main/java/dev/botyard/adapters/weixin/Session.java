package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// One attempt: from the greeting until the connection is gone. Receiving is confined to the thread of `run`, the rest is thread-safe.
final class Session {
    private static final Duration USUAL_HOLD = Duration.ofSeconds(35);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    static final Duration PAUSE = Duration.ofMillis(250);
    private static final int SILENT_POLLS = 2;
    /// Which attempt of the account is the newest.
    private static final String NEWEST = "attempt";

    private final AdapterContext context;
    private final WeixinClient client;
    private final ReplyWindows windows;
    private final Recollection said;
    private final Connection connection;
    private final Duration way;
    private final WeixinInbound inbound;
    private final Inbox inbox;
    private final Taken taken;
    private final AtomicReference<AdapterException> loginLost = new AtomicReference<>();
    private Duration hold = USUAL_HOLD;
    private final String name = UUID.randomUUID().toString();
    private boolean introduced;
    private boolean online;
    private boolean lost = true;

    /// @param way how much longer than the platform holds a poll its answer may take
    Session(AdapterContext context, WeixinClient client, ReplyWindows windows, Recollection said, Connection connection,
            Duration way) {
        this.way = way;
        this.context = context;
        this.client = client;
        this.windows = windows;
        this.said = said;
        this.connection = connection;
        inbound = new WeixinInbound(context.clock(), said);
        inbox = new Inbox(context, client);
        taken = new Taken(context.storage());
    }

    WeixinClient client() {
        return client;
    }

    Recollection said() {
        return said;
    }

    /// Says that the client is there; the answer shows whether the login still holds. Other refusals do not matter: the platform's own client
    /// does not look at them either.
    void introduce() throws InterruptedException {
        context.storage().put(NEWEST, name);
        try {
            client.notifyStart();
        } catch (AdapterException refused) {
            if (refused.kind() != ErrorKind.REJECTED) {
                throw asLoss(refused);
            }
            context.log().debug("the greeting was refused: {}", refused.getMessage());
        }
        introduced = true;
    }

    /// From `run`, whatever is not about the login means: connect again.
    private static AdapterException asLoss(AdapterException failure) {
        return switch (failure.kind()) {
            case AUTHENTICATION, COMMUNICATION, RATE_LIMITED -> failure;
            default -> new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                    .withPlatformCode(failure.platformCode());
        };
    }

    /// Receives until the host takes no more. An account that could not read the last answer is not online before it reads one.
    ///
    /// @throws AdapterException how the connection ended
    void receive(AccountProfile profile) throws InterruptedException {
        if (!inbox.doubtful()) {
            tellOnline(profile);
        }
        try {
            pollOn(profile);
        } catch (InterruptedException stopping) {
            lost = false;
            throw stopping;
        }
    }

    private void tellOnline(AccountProfile profile) {
        if (!online) {
            online = true;
            connection.connected(profile);
        }
    }

    private void pollOn(AccountProfile profile) throws InterruptedException {
        int silent = 0;
        while (true) {
            long began = System.nanoTime();
            News news = poll(began);
            AdapterException gone = loginLost.get();
            if (gone != null) {
                throw gone;
            }
            if (news == null) {
                if (++silent >= SILENT_POLLS) {
                    throw new AdapterException(ErrorKind.COMMUNICATION, "WeChat has not answered " + silent
                            + " polls; it holds them for " + hold.toSeconds() + " s at most");
                }
                continue;
            }
            silent = 0;
            connection.alive();
            boolean empty = !news.messages().hasNext();
            if (!take(news)) {
                lost = false;
                return;
            }
            tellOnline(profile);
            if (empty) {
                rest(began);
            }
        }
    }

    /// @return null when nothing came in time
    private News poll(long began) throws InterruptedException {
        Duration timeout = hold.plus(way);
        try {
            return inbox.ask(timeout);
        } catch (AdapterException failure) {
            boolean inVain = System.nanoTime() - began >= timeout.toNanos() && failure.platformCode().isEmpty();
            if (failure.kind() == ErrorKind.UNKNOWN_OUTCOME && inVain) {
                return null;
            }
            throw asLoss(failure);
        }
    }

    /// Hands the messages over and then moves the cursor.
    ///
    /// @return whether the host took all
    private boolean take(News news) throws InterruptedException {
        if (news.hold() > 0) {
            hold = Duration.ofMillis(Math.min(news.hold(), LONGEST_HOLD.toMillis()));
        }
        while (news.messages().hasNext()) {
            JsonNode message = news.messages().next();
            if (!takeMessage(message, news.messages().hasNext() || !inbox.leadsOn(news))) {
                return false;
            }
        }
        inbox.taken(news);
        return true;
    }

    /// @param again whether this answer can come again although the host has this message
    private boolean takeMessage(JsonNode message, boolean again) throws InterruptedException {
        MessageEvent event;
        try {
            event = inbound.read(message);
        } catch (IllegalArgumentException unreadable) {
            context.log().warn("left out something that is no message: {}", unreadable.getMessage());
            return true;
        }
        if (taken.has(inbox.cursor(), event.id())) {
            return true;
        }
        // Before the event: a script may answer at once.
        if (!event.own() && !event.chat().shared()) {
            windows.opened(event.chat().id(), Json.text(message, "context_token"), event.time());
        }
        said.keep(event.messageId(), WeixinInbound.asText(event.segments()));
        if (context.events().emit(event) == Acceptance.REFUSED) {
            return false;
        }
        if (again) {
            taken.add(inbox.cursor(), event.id());
        }
        return true;
    }

    /// A platform that does not hold polls must not be asked without end.
    private static void rest(long began) throws InterruptedException {
        long left = PAUSE.toNanos() - (System.nanoTime() - began);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /// A send that tells `run` when it learns that the login is gone.
    Receipt guarded(Sending sending) throws InterruptedException {
        AdapterException gone = loginLost.get();
        if (gone != null) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, gone.getMessage()).withPlatformCode(gone.platformCode());
        }
        try {
            return sending.send();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION && loginLost.compareAndSet(null, failure)) {
                connection.loginLost(failure.getMessage(),
                        "log in with '" + context.command("accounts login " + context.account()) + "'");
            }
            throw failure;
        }
    }

    /// A send.
    interface Sending {
        Receipt send() throws InterruptedException;
    }

    /// Says goodbye when the host is stopping, not on a connection that is gone. Nor after another attempt has begun: the platform knows the
    /// account, not its attempts, and would take the newer one for offline.
    void leave() {
        boolean interrupted = Thread.interrupted();
        if (introduced && !lost && context.storage().get(NEWEST).filter(name::equals).isPresent()) {
            try {
                client.notifyStop(GOODBYE);
            } catch (AdapterException unimportant) {
                context.log().debug("the goodbye was not heard: {}", unimportant.getMessage());
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
