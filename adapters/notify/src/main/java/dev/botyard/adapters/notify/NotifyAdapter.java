package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.Mail;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.adapters.common.RateBuckets.Route;
import dev.botyard.adapters.common.Smtp;
import dev.botyard.adapters.notify.NotifyConfig.Service;
import dev.botyard.adapters.notify.Outbound.Note;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// One account: one service with its key. Nothing ever comes in, and no connection stands between two calls.
final class NotifyAdapter implements Adapter {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// Until when nothing may be sent, in the account's store.
    private static final String RESTS = "rests-until";
    /// Where the services live that count by days.
    private static final ZoneId DAYS = ZoneId.of("Asia/Shanghai");

    private final AdapterContext context;
    private final NotifyConfig config;
    private final SSLSocketFactory tls;
    private final LiveAccount live;
    private final RateBuckets quota;

    NotifyAdapter(AdapterContext context, NotifyConfig config, SSLSocketFactory tls) {
        this.context = context;
        this.config = config;
        this.tls = tls;
        live = new LiveAccount(context, "give the account's file a key or password that is good; the account then starts again");
        quota = new RateBuckets(context.clock()).each(config.service().perMinute, MINUTE);
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        LiveAccount.connecting(this::probe);
        try {
            live.connected(connection, AccountProfile.of(config.id()).detail("only sends, by " + config.service().label()));
            LiveAccount.every(config.probe(), () -> LiveAccount.connecting(this::probe));
        } finally {
            live.ended();
        }
    }

    private Boolean probe() throws InterruptedException {
        if (config.service() == Service.EMAIL) {
            try (Smtp server = new Smtp(config.server(tls), PATIENCE)) {
                server.logIn();
            }
            return true;
        }
        Optional<HttpCall.Builder> question = Requests.probe(config);
        if (question.isPresent()) {
            Answers.probed(config.service(), context.http().send(question.get().timeout(PATIENCE).build()));
        }
        return true;
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        long end = System.nanoTime() + message.timeout().toNanos();
        return live.call(() -> {
            rested();
            List<Parts.Part> parts = new ArrayList<>();
            for (Note note : Outbound.notes(message, config, config.address(message.target().id()), context.account().value())) {
                Parts.Part part = config.service() == Service.EMAIL ? mail(note, end) : post(note, end);
                parts.add(() -> {
                    quota.pass(new Route("messages to " + config.service().label(), ""), left(end));
                    return part.send();
                });
            }
            return Parts.send(parts);
        });
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    /// The mail is written before the server is asked, so that a medium that cannot be read leaves nothing half done.
    private Parts.Part mail(Note note, long end) {
        String asked = Requests.priority(config, note);
        Mail mail = Mail.of(new Mail.Draft(note.id(), config.mailbox().from(), config.mailbox().name(), note.address(),
                note.heading(),
                context.clock().instant(), note.message().inReplyTo(), asked.equals("urgent") ? "high" : asked, note.text(),
                note.markdown(), note.media()));
        return () -> {
            try (Smtp server = new Smtp(config.server(tls), left(end))) {
                server.logIn();
                server.send(mail);
                return List.of(mail.id());
            }
        };
    }

    private Parts.Part post(Note note, long end) {
        // A target that the service cannot have is refused here.
        Requests.send(config, note, context.clock().instant());
        return () -> {
            Instant now = context.clock().instant();
            try {
                return Answers.ids(config,
                        context.http().send(Requests.send(config, note, now).timeout(left(end)).build()), context.clock());
            } catch (AdapterException refused) {
                if (config.service() == Service.PUSHPLUS && refused.platformCode().equals(Answers.RESTING)) {
                    context.storage().put(RESTS,
                            now.atZone(DAYS).toLocalDate().plusDays(1).atStartOfDay(DAYS).toInstant().toString());
                }
                throw refused;
            }
        };
    }

    /// A service that asked to be left alone until tomorrow makes it longer with every call.
    private void rested() {
        String until = context.storage().get(RESTS).orElse("");
        if (!until.isEmpty() && context.clock().instant().isBefore(Instant.parse(until))) {
            throw new AdapterException(ErrorKind.QUOTA_EXHAUSTED, config.service().label()
                    + " takes nothing of this account until " + until + ", because there was too much; nothing was sent");
        }
    }
}
