package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.payment.PlayedPayments;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Payments at the door of the API.
class PaymentResourceIT {
    @TempDir
    private Path folder;
    private PlayedPayments yard;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        yard = new PlayedPayments(folder);
        api = new PlayedApi();
        api.api.add(new PaymentResource(yard.payments, yard.reports, yard.injector));
    }

    @AfterEach
    void close() {
        api.close();
        yard.close();
    }

    private PlayedApi.Answer report(String body) throws Exception {
        return api.ask("POST", "/api/v1/payments", body);
    }

    @Test
    void theAmountIsEnough() throws Exception {
        CompletableFuture<Object> wait = yard.waits("100", "5");
        assertEquals("true", report("{\"amount\": \"5\"}").json().path("accepted").toString());
        assertEquals("5", PlayedPayments.got(wait, "money").toString());
        assertEquals("", PlayedPayments.got(wait, "FromWxid"));
    }

    @Test
    void allElseMayBeSaidInNumbersOrText() throws Exception {
        assertEquals(202,
                report("{\"amount\": 19.8, \"imType\": \"wx\", \"userID\": 77, \"type\": 3, \"message\": 12}").status());
        JsonNode payment = api.ask("GET", "/api/v1/payments?unclaimed", "").json().at("/payments/0");
        assertEquals("weixin 77 3 12", String.join(" ", payment.path("im_type").stringValue(),
                payment.at("/payment/FromWxid").stringValue(), payment.at("/payment/payment_type").stringValue(),
                payment.at("/payment/remark").stringValue()));
        assertTrue(yard.told.getFirst().contains("on weixin.") || yard.told.getFirst().contains("on weixin was not claimed"),
                yard.told::toString);
    }

    @Test
    void whatNobodyKnowsWhereItCameInIsToldWithoutAPlace() throws Exception {
        report("{\"amount\": 3}");
        assertTrue(yard.told.getFirst().contains("of 3 from an unknown payer was not claimed"), yard.told::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | 400 invalid_request: amount is missing",
        "{\"amount\": \"much\"} | 400 invalid_request: amount is 'much'; it must be a number such as 19.8",
        "{\"amount\": 0} | 400 invalid_request: amount is '0'; money that arrives is more than 0",
        "{\"amount\": 1, \"account_id\": \"bto\"} | 404 account_unknown: "})
    void aWrongReportIsRefused(String body, String error) throws Exception {
        String said = report(body).error();
        assertTrue(said.startsWith(error), said);
        assertEquals(List.of(), yard.arrived());
    }

    @Test
    void aTradeNumberCountsOnceAlsoAfterARestart() throws Exception {
        assertEquals("true", report("{\"amount\": 1, \"trade_no\": \"t\"}").json().path("accepted").toString());
        close();
        open();
        assertEquals("\"duplicate\"", report("{\"amount\": 1, \"trade_no\": \"t\"}").json().path("outcome").toString());
        assertEquals(202, report("{\"amount\": 1}").status());
        assertEquals(202, report("{\"amount\": 1}").status());
        assertEquals(3, yard.arrived().size(), "two people may pay the same sum");
    }

    @Test
    void theListTellsWhoWaitsAndWhatBecameOfEach() throws Exception {
        yard.waits("100", "5");
        report("{\"amount\": 5}");
        report("{\"amount\": 6}");
        String id = api.ask("GET", "/api/v1/payments?state=unclaimed", "").json().at("/payments/0/id").stringValue();
        assertEquals("false", api.ask("POST", "/api/v1/payments/" + id + "/assign", "{\"imType\": \"qq\", \"userID\": 9}").json()
                .path("delivered").toString());
        assertEquals(List.of("assigned 6", "claimed 5"), yard.arrived());
        yard.waits("101", "7");
        JsonNode list = api.ask("GET", "/api/v1/payments", "").json();
        assertEquals("2 run-101", list.path("payments").size() + " " + list.at("/waits/0/run").stringValue());
        assertEquals(409, api.ask("POST", "/api/v1/payments/" + list.at("/payments/1/id").stringValue() + "/assign",
                "{\"run\": \"run-101\"}").status(), "what was claimed is not given again");
    }
}
