package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Callback;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import java.time.Duration;
import tools.jackson.core.JacksonException;

/// Takes the callbacks of one account during one attempt. Called on the host's threads, several at once; each callback is answered once the
/// host has its event, so that a busy host slows Qianxun down.
final class Reception {
    private static final RouteAnswer TAKEN = RouteAnswer.json(200, "{\"code\":200,\"msg\":\"ok\"}");
    private static final Duration ACCEPT = Duration.ofSeconds(15);

    private final AdapterContext context;
    private final QxConfig config;
    private final QxClient client;
    private final QxInbound inbound;
    private final Signals signals;
    private final Connection connection;
    private final Switchboard switchboard;

    Reception(AdapterContext context, QxConfig config, QxClient client, QxInbound inbound, Signals signals, Connection connection,
            Switchboard switchboard) {
        this.context = context;
        this.config = config;
        this.client = client;
        this.inbound = inbound;
        this.signals = signals;
        this.connection = connection;
        this.switchboard = switchboard;
    }

    Admission admission() {
        return Admission.of(request -> Gate.decide(config, request))
                .anybody(config.key().isEmpty() && config.sources().isEmpty());
    }

    RouteAnswer handle(RouteRequest request) throws InterruptedException {
        if (!request.method().equals("POST")) {
            return RouteAnswer.text(405, "callbacks come as POST");
        }
        try {
            Callback callback = Callback.of(Json.parse(request.body()));
            String wxid = callback.wxid();
            if (wxid.isEmpty() || wxid.equals(config.wxid())) {
                return take(callback);
            }
            Reception other = switchboard.find(wxid).orElse(null);
            if (other == null || Gate.decide(other.config, request).kind() != Admission.Decision.Kind.ADMIT) {
                context.log().warn(
                        "a callback for the WeChat account {} came here; no running account has that wxid and allows it", wxid);
                return RouteAnswer.text(404, "no running account has this wxid and allows the callback");
            }
            return other.take(callback);
        } catch (JacksonException broken) {
            return RouteAnswer.text(400, "not JSON");
        } catch (IllegalArgumentException strange) {
            context.log().debug("a callback was refused: {}", strange.getMessage());
            return RouteAnswer.text(400, strange.getMessage());
        }
    }

    private RouteAnswer take(Callback callback) throws InterruptedException {
        InboundEvent event = inbound.read(callback, acceptTransfer(callback));
        connection.alive();
        callback.dialect().ifPresent(signals::heard);
        switch (callback.kind()) {
            case ACCOUNT -> account(callback);
            case INJECTED, LOGGED_IN -> signals.check();
            default -> signals.proven();
        }
        return context.events().emit(event) == Acceptance.REFUSED ? RouteAnswer.status(503) : TAKEN;
    }

    private void account(Callback callback) {
        if (Json.text(callback.data(), "type").equals("0")) {
            signals.gone();
        } else {
            signals.check();
        }
    }

    private boolean acceptTransfer(Callback callback) throws InterruptedException {
        if (!config.acceptTransfers() || callback.kind() != Callback.Kind.TRANSFER || !Money.awaitsAcceptance(callback.data())) {
            return false;
        }
        String number = Money.transferNumber(callback.data());
        try {
            client.call(Call.ACCEPT_TRANSFER, out -> {
                out.writeStringProperty("wxid", Json.text(callback.data(), "fromWxid"));
                out.writeStringProperty("transferid", number);
            }, ACCEPT);
            return true;
        } catch (AdapterException failure) {
            context.log().warn("the transfer {} was not accepted; accept it on the phone: {}", number, failure.getMessage());
            return false;
        }
    }
}
