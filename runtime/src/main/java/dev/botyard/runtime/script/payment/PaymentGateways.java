package dev.botyard.runtime.script.payment;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.runtime.config.HostSettings.PaymentSettings;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.thread.Throttle;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.script.payment.PaymentReports.Place;
import dev.botyard.runtime.script.payment.PaymentReports.Taken;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where payment gateways of the operator's own report: `POST /api/payments/hmac/{name}` and `/api/payments/epay`. Nothing of what they say
/// counts before its signature is right.
public final class PaymentGateways {
    private static final Logger log = LoggerFactory.getLogger(PaymentGateways.class);
    private static final Place NOWHERE = new Place("", "");

    private final Supplier<PaymentSettings> settings;
    private final PaymentReports reports;
    private final UnaryOperator<String> canonical;
    /// Anybody can knock here.
    private final Throttle refusals;

    /// @param canonical the IM type behind an alias
    public PaymentGateways(Supplier<PaymentSettings> settings, PaymentReports reports, UnaryOperator<String> canonical,
            Ticker ticker) {
        refusals = new Throttle(ticker, Duration.ofMinutes(1));
        this.settings = settings;
        this.reports = reports;
        this.canonical = canonical;
    }

    public void register(Router router) {
        router.add(Route.post("/api/payments/hmac/{name}", this::hmac).anyOrigin());
        router.add(Route.of(Set.of("GET", "POST"), "/api/payments/epay", this::epay).anyOrigin());
    }

    /// JSON as for `POST /api/v1/payments`, signed as a whole.
    private HttpReply hmac(HttpRequest request) {
        String name = request.parameter("name");
        String secret = settings.get().hmac().getOrDefault(name, "");
        String signature = request.header("X-Signature").or(() -> request.header("X-Hub-Signature-256")).orElse("");
        if (secret.isEmpty() || !Signature.isHmacSha256(signature, secret, request.body())) {
            if (refusals.passes("hmac")) {
                log.warn("a report for the payment gateway '{}' is refused: {}", name, secret.isEmpty()
                        ? "there is none of that name below payments.hmac in botyard.yaml"
                        : "X-Signature is not the HMAC-SHA256 of the body");
            }
            throw new HttpProblem(403, "forbidden", "X-Signature must be the HMAC-SHA256 of the body with this gateway's secret");
        }
        Arguments report = new Arguments(object(request.body()),
                sentence -> new HttpProblem(400, "invalid_request", sentence));
        // Without a number of its own the signed text is what a report is known by, so that nobody can send it again.
        Taken taken = reports.take("hmac:" + name, place(report), report, Signature.sha256(request.body()));
        return HttpReply.jsonOf(status(taken), Map.of("accepted", taken.outcome() == Acceptance.ACCEPTED, "id", taken.id()));
    }

    private Place place(Arguments report) {
        return new Place(canonical.apply(report.text("imType", "im_type", "im")), report.text("account_id", "accountId"));
    }

    private static int status(Taken taken) {
        return taken.outcome() == Acceptance.REFUSED ? 503 : 202;
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException _) {
            // The sentence below says what is expected.
        }
        throw new HttpProblem(400, "invalid_request", "the body must be a JSON object");
    }

    /// Gateways of this kind call with a query or a form and repeat it until they read `success`.
    private HttpReply epay(HttpRequest request) {
        EpayNotice notice = EpayNotice.of(request);
        String key = settings.get().epay().getOrDefault(notice.pid(), "");
        if (key.isEmpty() || !notice.signedWith(key)) {
            if (refusals.passes("epay")) {
                log.warn("a report of an epay gateway is refused: {}", key.isEmpty()
                        ? "there is no pid '" + notice.pid() + "' below payments.epay in botyard.yaml"
                        : "its sign does not fit the key of pid " + notice.pid());
            }
            return HttpReply.text(403, "fail");
        }
        if (!notice.paid()) {
            log.info("an epay gateway reports order {} with the state {}, which is no payment", notice.order(), notice.state());
            return HttpReply.text(200, "fail");
        }
        try {
            Arguments report = new Arguments(Json.MAPPER.valueToTree(notice.report()), EpayException::new);
            Taken taken = reports.take("epay:" + notice.pid(), NOWHERE, report, notice.order());
            return HttpReply.text(taken.outcome() == Acceptance.REFUSED ? 503 : 200,
                    taken.outcome() == Acceptance.REFUSED ? "fail" : "success");
        } catch (EpayException | StoreException e) {
            log.warn("a payment of order {} that an epay gateway reports cannot be taken: {}", notice.order(), e.getMessage());
            return HttpReply.text(e instanceof StoreException ? 503 : 400, "fail");
        }
    }

    private static final class EpayException extends RuntimeException {
        EpayException(String sentence) {
            super(sentence);
        }
    }
}
