package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.im.account.Selection.Rejected;
import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a push may say, where it goes, and who is told.
class DispatcherTest {
    private PushDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"),
                SampleAccount.of("qq", "off").disabled(), SampleAccount.of("tg", "t"));
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private PushReceipt push(SamplePush push) throws InterruptedException {
        return desk.dispatcher().push(push.request());
    }

    private PushException refused(SamplePush push) {
        return assertThrows(PushException.class, () -> push(push));
    }

    @Test
    void aPushGoesToItsTargetThroughTheAccountThatTheRulesChoose() throws Exception {
        PushReceipt receipt = push(SamplePush.text("tea").to("100", ""));
        assertEquals(List.of("a to group 100: tea"), desk.im().lines());
        assertEquals("accepted 1 a default 100 [m1]", receipt.code().label() + " " + receipt.sent() + " " + receipt.accountId()
                + " " + receipt.rule() + " " + receipt.group() + receipt.user() + " " + receipt.messageIds());
        assertEquals(desk.clock().instant(), receipt.time());
        assertEquals("", receipt.reason());
    }

    @Test
    void aGroupComesBeforeAPersonAndBlanksAroundIdsDoNotCount() throws Exception {
        push(SamplePush.text("x").to(" 100 ", "5"));
        push(SamplePush.text("x").to("\t", " 5\n"));
        assertEquals(List.of(Target.group("100"), Target.person("5")),
                desk.im().sent().stream().map(sent -> sent.message().target()).toList());
    }

    @ParameterizedTest
    @CsvSource({"'','5','','the push names no IM type'", "'  ','5','','the push names no IM type'",
        "qq,'','','the push has no target: give groupCode for a group or userID for a person'",
        "qq,' ','\t','the push has no target: give groupCode for a group or userID for a person'"})
    void aPushWithoutImOrTargetIsRefusedBeforeAnAccountIsLookedFor(String im, String group, String user, String reason) {
        PushException refused = refused(SamplePush.text("x").on(im).to(group, user));
        assertEquals(ReceiptCode.INVALID_REQUEST, refused.code());
        assertEquals(reason, refused.getMessage());
        assertNull(refused.receipt());
        assertEquals(List.of(), desk.finished());
    }

    @ParameterizedTest
    @CsvSource({"TG", "' tg '", "telegram", "Telegram"})
    void anImMayBeSpelledInAnyCaseAndByItsAlias(String im) throws Exception {
        desk.policy(new PushPolicy(Map.of("telegram", "tg"), false, PushPolicy.DEFAULT.textTimeout(),
                PushPolicy.DEFAULT.mediaTimeout(), PushPolicy.DEFAULT.queueLife(), 10));
        assertEquals("tg t", push(SamplePush.text("x").on(im)).imType() + " " + desk.im().sent().getFirst().account());
    }

    @Test
    void anImThatNobodyHasIsNoError() throws Exception {
        PushReceipt receipt = push(SamplePush.text("x").on("icq"));
        assertEquals("no_account 0", receipt.code().label() + " " + receipt.sent());
        assertTrue(receipt.reason().startsWith("no account is configured for icq."), receipt.reason());
        assertEquals(List.of(receipt), desk.finished());
    }

    @Test
    void strictMakesAnExceptionOfEveryPushThatWasNotSent() {
        PushException refused = refused(SamplePush.text("x").on("icq").option("strict", true));
        assertEquals(ReceiptCode.NO_ACCOUNT, refused.code());
        assertEquals(refused.getMessage(), refused.receipt().reason());
        assertEquals(1, desk.finished().size(), "and the outcome is told all the same");
    }

    @Test
    void nothingToSendIsMarkedAsEmptyUnlessTheScriptIsStrict() {
        assertTrue(refused(SamplePush.text("")).empty());
        PushException strict = refused(SamplePush.text("").option("strict", true));
        assertFalse(strict.empty());
        assertEquals("there is nothing to send: content and title are empty", strict.getMessage());
    }

    @Test
    void theChatsAccountSpeaksOnItsOwnImAndNowhereElse() throws Exception {
        assertEquals("b current", spoken(push(SamplePush.text("x").fromChat("qq", "b"))));
        assertEquals("a default", spoken(push(SamplePush.text("x").fromChat("tg", "t"))));
        Origin cron = new Origin(Trigger.CRON, "qq", "b", "r1", "x.py", Path.of("/plugins"));
        assertEquals("a default", spoken(push(SamplePush.text("x").from(cron))), "a schedule has no chat");
    }

    @Test
    void theNamedAccountSpeaksWhateverItIsCalled() throws Exception {
        for (String key : List.of("account_id", "accountID", "accountId")) {
            assertEquals("b explicit", spoken(push(SamplePush.text("x").option(key, "b"))), key);
        }
        assertEquals("a default", spoken(push(SamplePush.text("x").option("account_id", " "))), "empty is not given");
    }

    private static String spoken(PushReceipt receipt) {
        return receipt.accountId() + " " + receipt.rule();
    }

    @Test
    void aCallMayAskForAFailoverAndMayForbidTheOneOfTheHost() throws Exception {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred().disabled(), SampleAccount.of("qq", "b"));
        assertEquals(ReceiptCode.ACCOUNT_OFFLINE, push(SamplePush.text("x")).code());
        PushReceipt through = push(SamplePush.text("x").option("failover", "same-im"));
        assertEquals("b first-online", spoken(through));
        assertEquals(List.of("a"), through.rejected().stream().map(Rejected::account).toList());
        desk.policy(new PushPolicy(Map.of(), true, PushPolicy.DEFAULT.textTimeout(), PushPolicy.DEFAULT.mediaTimeout(),
                PushPolicy.DEFAULT.queueLife(), 10));
        assertEquals("b first-online", spoken(push(SamplePush.text("x"))));
        assertEquals(ReceiptCode.ACCOUNT_OFFLINE, push(SamplePush.text("x").option("failover", "strict")).code());
    }

    @Test
    void explainingSendsNothingAndTellsNobody() {
        PushReceipt receipt = desk.dispatcher().explain(SamplePush.text("x").request());
        assertEquals("accepted a default", receipt.code().label() + " " + spoken(receipt));
        assertEquals("account_offline off",
                desk.dispatcher().explain(SamplePush.text("x").option("account_id", "off").request()).code().label() + " "
                        + desk.dispatcher().explain(SamplePush.text("x").option("account_id", "off").request()).accountId());
        assertEquals(List.of(), desk.im().sent());
        assertEquals(List.of(), desk.finished());
    }

    @Test
    void everyPushHasAnIdOfItsOwnWhichThePlatformGetsToo() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(push(SamplePush.text("x")).id());
        }
        assertEquals(3, Map.of(ids.get(0), 1, ids.get(1), 1, ids.get(2), 1).size());
        assertEquals(ids, desk.im().sent().stream().map(sent -> sent.message().requestId()).toList());
        assertNotEquals(new ReceiptIds(Ticker.system()).next(), new ReceiptIds(Ticker.system()).next(),
                "another start counts under another name");
        assertEquals("mine", desk.dispatcher().push(SamplePush.text("x").request(), "mine").id());
    }

    @Test
    void theAdapterGetsTitleAndOptionsButNoNulls() throws Exception {
        push(SamplePush.text("x").titled("Daily").option("silent", true).option("topic", null));
        OutboundMessage message = desk.im().sent().getFirst().message();
        assertEquals("Daily", message.title());
        assertEquals(Map.of("silent", true), message.options());
        assertEquals("", message.inReplyTo());
    }

    @Test
    void whoListensHearsOfEveryOutcomeOnce() throws Exception {
        List<String> heard = new ArrayList<>();
        desk.dispatcher()
                .listen((origin, reply, receipt) -> heard.add(origin.run() + " " + reply + " " + receipt.code().label()));
        push(SamplePush.text("x"));
        desk.im().fails(new AdapterException(ErrorKind.REJECTED, "no"));
        refused(SamplePush.text("x"));
        push(SamplePush.text("x").on("icq"));
        assertEquals(List.of("r1 false accepted", "r1 false rejected", "r1 false no_account"), heard);
    }

    @Test
    void aStoppingHostSendsNothingMore() throws Exception {
        desk.dispatcher().stop();
        PushReceipt receipt = push(SamplePush.text("x"));
        assertEquals("host_stopping 0 the host is stopping",
                receipt.code().label() + " " + receipt.sent() + " " + receipt.reason());
        assertEquals(List.of(), desk.im().sent());
        assertEquals(ReceiptCode.HOST_STOPPING, refused(SamplePush.text("x").option("strict", true)).code());
    }

    @Test
    void aMessageOfAnUnknownOptionValueIsRefusedWithItsName() {
        assertEquals("options.failover is 'maybe'; it must be 'strict' or 'same-im'",
                refused(SamplePush.text("x").option("failover", "maybe")).getMessage());
        assertEquals(List.of(), desk.im().sent());
    }
}
