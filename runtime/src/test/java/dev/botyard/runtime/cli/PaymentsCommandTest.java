package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts and payments at the command line.
class PaymentsCommandTest {
    private static final String ALL = "GET /payments?limit=1000";

    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(home);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private static String payment(String name, String id, String forWhom) {
        return "{\"id\": \"pay_1\", \"state\": \"assigned\", \"received\": \"noon\", \"im_type\": \"qq\", \"account_id\": \"a\","
                + " \"assigned_im_type\": \"web\", \"assigned_user\": \"" + forWhom
                + "\", \"payment\": {\"money\": 5, \"FromName\": \""
                + name + "\", \"FromWxid\": \"" + id + "\"}}";
    }

    @ParameterizedTest
    @CsvSource({"Li, 5, Li (5)", "'', 5, 5", "Li, '', an unknown payer", "'', '', an unknown payer"})
    void aPayerIsCalledByWhatIsKnown(String name, String id, String called) {
        terminal.host.on(ALL, 200, "{\"payments\": [" + payment(name, id, "7") + "], \"waits\": []}");
        assertEquals("pay_1  assigned  5 from " + called + " on qq, account a  received noon  for 7 on web\n",
                terminal.say("payments", "list", "--all").out());
    }

    @Test
    void whoWaitsForASumIsShownWithIt() {
        terminal.host.on(ALL + "&state=unclaimed", 200, "{\"payments\": [], \"waits\": [{\"run\": \"r-1\", \"plugin\": \"p.py\","
                + " \"im_type\": \"qq\", \"user\": \"6\", \"amount\": 19.8, \"since\": \"noon\"}]}");
        assertEquals("run r-1 of p.py waits for 19.8 of user 6 on qq  since noon\nno payment is unclaimed\n",
                terminal.say("payments").out());
        assertTrue(Json.MAPPER.readTree(terminal.say("payments", "--json").out()).path("waits").isArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--im qq", "-u 7", "--run r --im qq", "--run r -u 7", "--run r --im qq -u 7"})
    void aPaymentIsGivenToARunOrToAPerson(String options) {
        Said said = terminal.say(("payments assign p " + options).strip().split(" "));
        assertEquals("2 Say to whom the payment belongs: give --run RUN, or --im IM and --user ID.",
                said.code() + " " + said.err().strip());
        assertEquals(List.of(), terminal.host.asked());
    }

    @Test
    void aReportSaysAllThatIsKnown() {
        terminal.host.on("POST /payments", 202, "{\"accepted\": true}");
        Said said = terminal.say("payments", "report", "qq", "19.8", "-u", "6", "--account", "a", "--channel", "alipay", "--type",
                "transfer",
                "--trade-number",
                "77", "--remark", "for tea");
        assertEquals("0 the payment is reported", said.code() + " " + said.out().strip());
        assertEquals(
                Json.MAPPER.readTree(
                        """
                                {"im_type": "qq", "amount": "19.8", "user": "6", "account_id": "a", "channel": "alipay", "type": "transfer", "trade_no": "77",
                                 "remark": "for tea"}
                                """),
                terminal.host.body());
    }

    @Test
    void aReportNeedsOnlyTheAmount() {
        terminal.host.on("POST /payments", 202, "{\"accepted\": true}");
        assertEquals(0, terminal.say("payments", "report", "19.8").code());
        assertEquals(" 19.8", terminal.host.body().path("im_type").stringValue() + " "
                + terminal.host.body().path("amount").stringValue());
        assertEquals(2, terminal.say("payments", "report").code());
        assertEquals(2, terminal.say("payments", "report", "qq", "5", "6").code());
    }

    @Test
    void aReportThatWasNotTakenSaysWhy() {
        terminal.host.on("POST /payments", 202, "{\"accepted\": false, \"outcome\": \"duplicate\"}");
        Said said = terminal.say("payments", "report", "qq", "1");
        assertEquals("1 not reported: duplicate", said.code() + " " + said.out().strip());
        assertEquals(1, terminal.say("payments", "report", "qq", "1", "--json").code());
    }

    @Test
    void whatIsForgottenIsSaidAlsoToAProgram() {
        terminal.host.on("DELETE /payments/p", 204, "");
        assertEquals("p is forgotten\n", terminal.say("payments", "forget", "p").out());
        assertEquals("{}", Json.MAPPER.readTree(terminal.say("payments", "forget", "p", "--json").out()).toString());
    }

    @ParameterizedTest
    @CsvSource({"start, starting, a is starting", "stop, disabled, a is disabled",
        "default, online, a is online and the default account of qq"})
    void anAccountIsSteeredAndHowItIsThenIsTold(String action, String state, String sentence) {
        terminal.host.on("POST /accounts/a/" + action, 200, "{\"id\": \"a\", \"im_type\": \"qq\", \"state\": \"" + state + "\"}");
        assertEquals(sentence + "\n", terminal.say("accounts", action, "a").out());
        assertEquals(state,
                Json.MAPPER.readTree(terminal.say("accounts", action, "a", "--json").out()).path("state").stringValue());
    }

    @Test
    void anAccountThatNobodyKnowsIsNotFound() {
        Said said = terminal.say("accounts", "start", "a");
        assertEquals("1 no such thing", said.code() + " " + said.err().strip());
    }

    @Test
    void problemsOfAFileAsAWholeHaveNoLine() {
        terminal.host.on("GET /accounts", 200,
                """
                        {"accounts": [], "problems": [{"file": "accounts/a b.yaml", "line": 0, "key": "", "message": "the id is none."},
                                                      {"file": "botyard.yaml", "line": 3, "key": "port", "message": "expected\\na number."}]}
                        """);
        assertEquals("""
                id  im_type  adapter  state  default  order  name  reason
                accounts/a b.yaml: the id is none.
                botyard.yaml:3: port: expected
                a number.
                """, terminal.say("accounts", "list").out());
    }

    @Test
    void anAccountThatOnlyHasToConnectSaysWhereItsNextStepStands() {
        terminal.host
                .on("GET /accounts/w", 200, "{\"id\": \"w\", \"state\": \"failed\", \"sendable\": false, \"capabilities\": []}")
                .on("POST /accounts/w/start", 200, "{\"id\": \"w\", \"state\": \"starting\", \"reason\": \"it begins\"}");
        Said said = terminal.say("accounts", "login", "w");
        assertEquals("0 w is starting: it begins\nWhat it asks for next stands in 'botyard accounts show w'.",
                said.code() + " " + said.out().strip());
        assertEquals("starting",
                Json.MAPPER.readTree(terminal.say("accounts", "login", "w", "--json").out()).path("state").stringValue());
    }
}
