package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.script.payment.PaymentRecord;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.infra.store.KeptPayments.State;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// `GET /payments`, `GET|DELETE /payments/{id}`, `POST /payments/{id}/assign`: payments that no script claimed, and who waits for one.
public final class PaymentResource implements AdminApi.Resource {
    private final Payments payments;
    private final Dispatcher dispatcher;

    public PaymentResource(Payments payments, Dispatcher dispatcher) {
        this.payments = payments;
        this.dispatcher = dispatcher;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/payments", this::list);
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
            delivered = payments.assignToPerson(id, dispatcher.canonical(body.required(Argument.IM_TYPE)),
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
