package dev.botyard.runtime.ops.admin;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.script.payment.PaymentRecord;
import dev.botyard.runtime.script.payment.PaymentReports;
import dev.botyard.runtime.script.payment.PaymentReports.Place;
import dev.botyard.runtime.script.payment.PaymentReports.Taken;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.infra.store.KeptPayments.State;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// `GET|POST /payments`, `GET|DELETE /payments/{id}`, `POST /payments/{id}/assign`: payments that arrived, those that no script claimed among
/// them, and who waits for one.
public final class PaymentResource implements AdminApi.Resource {
    private final Payments payments;
    private final PaymentReports reports;
    private final Injector injector;

    public PaymentResource(Payments payments, PaymentReports reports, Injector injector) {
        this.payments = payments;
        this.reports = reports;
        this.injector = injector;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/payments", this::list);
        api.post("/payments", this::report);
        api.get("/payments/{id}", request -> AdminApi.json(200, found(request)));
        api.on("DELETE", "/payments/{id}", this::forget);
        api.post("/payments/{id}/assign", this::assign);
    }

    private HttpReply list(HttpRequest request) {
        String wanted = request.query("unclaimed").isPresent() ? State.UNCLAIMED.label() : AdminApi.query(request, "state");
        Optional<State> state = Arrays.stream(State.values()).filter(one -> one.label().equals(wanted)).findFirst();
        if (state.isEmpty() && !wanted.isEmpty()) {
            throw new HttpProblem(400, "invalid_request",
                    "state is '" + wanted + "'; it must be unclaimed, assigned or claimed");
        }
        return AdminApi.json(200, Map.of("payments", payments.list(state, AdminApi.limit(request)), "waits", payments.waits()));
    }

    private HttpReply report(HttpRequest request) {
        Arguments body = Body.of(request);
        Taken taken = reports.take("api", place(body), body, "");
        return AdminApi.json(taken.outcome() == Acceptance.REFUSED ? 503 : 202, AcceptedRecord.of(taken.outcome(), taken.id()));
    }

    /// An account that is named must be there; who names an IM alone, or nothing, may well have no account that could have received the money.
    private Place place(Arguments body) {
        String im = injector.canonical(body.text(Argument.IM_TYPE));
        String named = body.text(Argument.ACCOUNT);
        if (im.isEmpty() && named.isEmpty()) {
            return new Place("", "");
        }
        String of = im.isEmpty() ? injector.imOf(named) : im;
        Selection selection = injector.receiver(of, named);
        if (selection.account() == null && !named.isEmpty()) {
            throw new HttpProblem(selection.code() == ReceiptCode.ACCOUNT_UNKNOWN ? 404 : 400, selection.code().label(),
                    selection.reason());
        }
        return new Place(of, selection.account() == null ? "" : selection.accountId());
    }

    private HttpReply forget(HttpRequest request) {
        found(request);
        payments.forget(request.parameter("id"));
        return HttpReply.empty(204);
    }

    private HttpReply assign(HttpRequest request) {
        PaymentRecord payment = found(request);
        String id = request.parameter("id");
        if (payment.state() == State.CLAIMED) {
            throw new HttpProblem(409, "conflict", "the payment " + id + " has been claimed already");
        }
        Arguments body = Body.of(request);
        String run = body.text("run");
        boolean delivered;
        if (run.isEmpty()) {
            delivered = payments.assignToPerson(id, injector.canonical(body.required(Argument.IM_TYPE)),
                    body.required(Argument.USER));
        } else {
            delivered = payments.assignToRun(id, run);
            if (!delivered) {
                throw new HttpProblem(409, "conflict",
                        "the run " + run + " does not wait for a payment; GET /api/v1/payments lists who does");
            }
        }
        return AdminApi.json(200, Map.of("delivered", delivered, "payment", found(request)));
    }

    private PaymentRecord found(HttpRequest request) {
        String id = request.parameter("id");
        return payments.find(id).orElseThrow(() -> AdminApi.notFound("payment", id,
                payments.list(Optional.of(State.UNCLAIMED), 20).stream().map(PaymentRecord::id).toList()));
    }
}
