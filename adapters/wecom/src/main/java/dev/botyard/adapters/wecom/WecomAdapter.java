package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.adapters.common.RateBuckets.Route;
import dev.botyard.adapters.wecom.WecomConfig.Mode;
import dev.botyard.adapters.wecom.WecomOutbound.Part;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One WeCom account, whichever kind of bot it is.
final class WecomAdapter implements Adapter, MessageRecall, FileResolution, PlatformCalls {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_OF_A_ROBOT = 20;

    private final AdapterContext context;
    private final WecomConfig config;
    private final RateBuckets quota;
    private volatile Wire current;

    WecomAdapter(AdapterContext context, WecomConfig config) {
        this.context = context;
        this.config = config;
        int perMinute = config.mode() == Mode.ROBOT && config.perMinute() > 0
                ? Math.min(MOST_OF_A_ROBOT, config.perMinute())
                : config.perMinute();
        quota = new RateBuckets(context.clock()).each(perMinute, MINUTE);
    }

    /// One kind of bot. Thread-safe but for [#serve].
    interface Wire extends AutoCloseable {

        /// Receives until the connection ends.
        void serve() throws InterruptedException;

        /// Brings a medium there.
        ///
        /// @return how a message names it
        String upload(Part.Medium medium, Duration timeout) throws InterruptedException;

        /// Sends one message of the platform.
        ///
        /// @param mediaId what [#upload] gave, `""` for what is no medium
        /// @return its ids
        List<String> send(OutboundMessage message, Part part, String mediaId, Duration timeout) throws InterruptedException;

        /// Takes a message back.
        default void recall(@SuppressWarnings("unused") String messageId) throws InterruptedException {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "only messages of applications (mode: app) can be taken back in WeCom, not those of AI bots and robots");
        }

        /// See [PlatformCalls].
        Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException;

        /// A medium that a message named.
        Media fetch(Map<String, String> facts) throws InterruptedException;

        @Override
        void close();
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        try (Wire wire = config.mode() == Mode.AIBOT
                ? new AiBot(context, config, connection)
                : new Application(context, config, connection)) {
            current = wire;
            wire.serve();
        } finally {
            current = null;
        }
    }

    private Wire wire() {
        Wire wire = current;
        if (wire == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        return wire;
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        long end = System.nanoTime() + message.timeout().toNanos();
        Wire wire = wire();
        List<Parts.Part> ready = new ArrayList<>();
        for (Part part : WecomOutbound.parts(message, config.mode())) {
            String mediaId = part instanceof Part.Medium medium ? upload(wire, medium, left(end)) : "";
            ready.add(() -> {
                quota.pass(new Route("messages to this chat", message.target().id()), left(end));
                return wire.send(message, part, mediaId, left(end));
            });
        }
        return Parts.send(ready);
    }

    /// Nobody sees what was uploaded, so that whatever goes wrong costs nothing but the medium.
    private static String upload(Wire wire, Part.Medium medium, Duration timeout) throws InterruptedException {
        try {
            return wire.upload(medium, timeout);
        } catch (AdapterException refused) {
            throw switch (refused.kind()) {
                case AUTHENTICATION, CONFIGURATION, RATE_LIMITED, QUOTA_EXHAUSTED, COMMUNICATION, MEDIA -> refused;
                default ->
                    new AdapterException(ErrorKind.MEDIA, "'" + medium.name() + "' could not be uploaded, so nothing was sent: "
                            + refused.getMessage(), refused).withPlatformCode(refused.platformCode());
            };
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        wire().recall(messageId);
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        return wire().fetch(platform);
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        return wire().call(action, params, timeout);
    }
}
