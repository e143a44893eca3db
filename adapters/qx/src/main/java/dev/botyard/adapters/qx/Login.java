package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.adapters.qx.wire.Reply;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;

/// Asks again and again whether the account is there, and tells the host. Confined to the thread of `run`.
final class Login {
    private static final String LOG_IN = "log the account in in WeChat on the Windows side";
    private static final String RENEW = "renew the licence of Qianxun on the Windows side";

    private final QxClient client;
    private final QxConfig config;
    private final Signals signals;
    private final Connection connection;
    private final Logger log;
    private AccountProfile told;
    private String toldLoss = "";
    private boolean expired;
    private long nextLicenceCheck = System.nanoTime();

    Login(QxClient client, QxConfig config, Signals signals, Connection connection, Logger log) {
        this.client = client;
        this.config = config;
        this.signals = signals;
        this.connection = connection;
        this.log = log;
    }

    /// Watches until Qianxun cannot be reached any more.
    ///
    /// @throws AdapterException why
    void watch() throws InterruptedException {
        check();
        while (true) {
            if (signals.await(config.probe())) {
                lost("Qianxun says that the account has gone offline", LOG_IN);
            } else {
                check();
            }
        }
    }

    private void check() throws InterruptedException {
        Reply reply;
        try {
            reply = self();
        } catch (AdapterException failure) {
            throw unreachable(failure);
        }
        connection.alive();
        if (!reply.accepted()) {
            lost("Qianxun answers " + Call.SELF.word() + " with " + Refusals.told(reply, config),
                    LOG_IN + ", and compare wxid and safekey");
            return;
        }
        AccountProfile profile = profile(reply);
        if (licenceEnded()) {
            lost("the licence of Qianxun has ended; it refuses to work until it is renewed", RENEW);
        } else if (!profile.equals(told)) {
            told = profile;
            toldLoss = "";
            signals.doubted(false);
            connection.connected(profile);
        }
    }

    private void lost(String reason, String action) {
        told = null;
        signals.doubted(true);
        if (!reason.equals(toldLoss)) {
            toldLoss = reason;
            connection.loginLost(reason, action);
        }
    }

    /// An account that was there gets a second chance: one lost packet on the way to Windows should not cost the state.
    private Reply self() throws InterruptedException {
        try {
            return find();
        } catch (AdapterException silence) {
            if (told == null || silence.kind() != ErrorKind.UNKNOWN_OUTCOME || answered(silence)) {
                throw silence;
            }
            return find();
        }
    }

    /// Asks in each dialect that it may be. Only a call that reads is used for this.
    private Reply find() throws InterruptedException {
        Reply refused = null;
        List<String> failures = new ArrayList<>();
        for (Dialect dialect : candidates()) {
            try {
                Reply reply = client.ask(dialect, Call.SELF, out -> {}, config.patience());
                if (reply.accepted()) {
                    found(dialect);
                    return reply;
                }
                refused = refused == null ? reply : refused;
            } catch (AdapterException elsewhere) {
                if (!answered(elsewhere)) {
                    throw elsewhere;
                }
                failures.add(dialect.name().toLowerCase(Locale.ROOT) + ": " + elsewhere.getMessage());
            }
        }
        if (refused != null) {
            return refused;
        }
        throw new AdapterException(ErrorKind.COMMUNICATION, "nothing at " + config.shownUrl() + " answers like Qianxun ("
                + String.join("; ", failures) + "); check url and dialect");
    }

    /// Somebody answered, but not like Qianxun in this dialect.
    private static boolean answered(AdapterException failure) {
        return failure.kind() == ErrorKind.REJECTED
                || (failure.kind() == ErrorKind.UNKNOWN_OUTCOME && !failure.platformCode().isEmpty());
    }

    private Set<Dialect> candidates() {
        if (config.dialect().isPresent()) {
            return Set.of(config.dialect().get());
        }
        Set<Dialect> candidates = new LinkedHashSet<>();
        signals.heard().ifPresent(candidates::add);
        if (client.dialect() != null) {
            candidates.add(client.dialect());
        }
        candidates.addAll(List.of(Dialect.PRO, Dialect.CLASSIC, Dialect.DAEN));
        return candidates;
    }

    private void found(Dialect dialect) {
        if (client.dialect() != dialect) {
            client.speak(dialect);
            log.info("Qianxun at {} speaks {}", config.shownUrl(), dialect.name().toLowerCase(Locale.ROOT));
        }
    }

    private AccountProfile profile(Reply reply) {
        String wxid = reply.text("wxid");
        if (!wxid.isEmpty() && !wxid.equals(config.wxid())) {
            throw new AdapterException(ErrorKind.CONFIGURATION,
                    "config.wxid is " + config.wxid() + ", but Qianxun is logged in as " + wxid + "; correct one of the two");
        }
        return AccountProfile.of(config.wxid()).named(WxText.plain(reply.text("nick")))
                .detail("Qianxun " + client.dialect().name().toLowerCase(Locale.ROOT));
    }

    private boolean licenceEnded() throws InterruptedException {
        if (client.dialect() != Dialect.PRO || config.licenceCheck().isZero()
                || (!expired && System.nanoTime() - nextLicenceCheck < 0)) {
            return expired;
        }
        nextLicenceCheck = System.nanoTime() + config.licenceCheck().toNanos();
        try {
            Reply reply = client.ask(Dialect.PRO, Call.CHECK, out -> {}, config.patience());
            expired = reply.accepted() && Json.flag(reply.result(), "isExpire", false);
        } catch (AdapterException unanswered) {
            log.debug("the licence could not be checked: {}", unanswered.getMessage());
        }
        return expired;
    }

    private AdapterException unreachable(AdapterException failure) {
        return switch (failure.kind()) {
            case AUTHENTICATION, CONFIGURATION, COMMUNICATION, RATE_LIMITED -> failure;
            default -> new AdapterException(ErrorKind.COMMUNICATION, "Qianxun at " + config.shownUrl() + " does not answer: "
                    + failure.getMessage(), failure);
        };
    }
}
