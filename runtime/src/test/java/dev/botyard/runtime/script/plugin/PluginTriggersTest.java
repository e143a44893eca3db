package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.script.payment.PaymentNotice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is fired by a message or an event, and who is not. Ann is nobody special, Bob is an administrator.
class PluginTriggersTest {
    private static final EventMark MARK = new EventMark("e", 1, 2, 3, true);

    private final List<PaymentNotice> payments = new CopyOnWriteArrayList<>();
    private PluginBench bench;
    private PluginTriggers triggers;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        bench = new PluginBench(home).obliging();
        triggers = new PluginTriggers(bench.catalog(), bench.runner(), () -> Map.of("qq", List.of("bob")), bench.leftovers,
                payments::add, im -> im.equals("penguin") ? "qq" : im);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private void say(String text) {
        triggers.message(Scripts.said(text), MARK, Journey.UNSEEN);
    }

    private void say(String person, String text) {
        triggers.message(Scripts.said(Chat.group("700", ""), person, text), MARK, Journey.UNSEEN);
    }

    private void happens(EventDetails details) {
        triggers.event("qq", "bot", details, MARK);
    }

    private static EventDetails.Builder joined(String person) {
        return EventDetails.named(EventNames.GROUP_MEMBER_JOIN).nativeName("qq-notice-group_increase-approve").id("1")
                .chat(Chat.group("700", "")).person(Person.of(person, ""));
    }

    /// The plugins of all runs so far, once they are over.
    private List<String> fired() {
        bench.awaitQuiet();
        return bench.ended();
    }

    @Test
    void aMessageThatNoRuleFitsIsToldToOthers() throws Exception {
        List<String> others = new CopyOnWriteArrayList<>();
        triggers.otherwise((message, context) -> others.add(context.user().id() + " " + message.text()));
        bench.add("a.py", "rule: tea");
        bench.add("b.py", "rule: milk", "admin: true");
        say("tea");
        say("milk");
        say("bob", "milk");
        assertEquals(List.of("ann milk"), others);
        assertEquals(List.of("a.py", "b.py"), fired());
    }

    @Test
    void theFirstThatMatchesStopsTheChain() throws Exception {
        bench.add("a.py", "rule: tea");
        bench.add("b.py", "rule: tea", "priority: 5");
        bench.add("c.py", "rule: milk", "priority: 9");
        say("tea");
        assertEquals(List.of("b.py"), fired());
    }

    @Test
    void whoLetsItGoOnIsFollowedByTheNextAndOnlyOnce() throws Exception {
        bench.add("a.py", "rule: tea", "priority: 3");
        bench.add("b.py", "rule: tea", "priority: 2");
        bench.add("c.py", "rule: tea", "priority: 1");
        say("tea");
        fired();
        Run first = bench.endedRuns().getFirst();
        first.letContinue();
        first.letContinue();
        assertEquals(List.of("a.py", "b.py"), fired());
        bench.endedRuns().getLast().letContinue();
        assertEquals(List.of("a.py", "b.py", "c.py"), fired());
        bench.endedRuns().getLast().letContinue();
        assertEquals(3, fired().size());
    }

    @Test
    void whoRunsBesideTheChainNeverStopsIt() throws Exception {
        bench.add("beside.py", "rule: tea", "bypass: true", "priority: 9");
        bench.add("main.py", "rule: tea");
        bench.add("late.py", "rule: tea", "bypass: true", "priority: -1");
        say("tea");
        assertEquals(List.of("beside.py", "main.py"), fired().stream().sorted().toList());
        bench.endedRuns().forEach(Run::letContinue);
        assertEquals(List.of("beside.py", "late.py", "main.py"), fired().stream().sorted().toList());
    }

    @Test
    void aPluginWithSeveralRulesThatMatchIsFiredOnceWithTheFirstsCaptures() throws Exception {
        bench.add("a.py", "rule: ^(t)ea$", "rule: ^te(a)$", "rule: tea");
        say("tea");
        fired();
        bench.endedRuns().getFirst().letContinue();
        assertEquals(List.of("a.py"), fired());
        assertEquals(List.of("t"), bench.endedRuns().getFirst().context().params());
    }

    @Test
    void aRuleForAdministratorsLetsTheOthersPassOnToTheNext() throws Exception {
        bench.add("a.py", "rule: tea", "admin: true", "priority: 1");
        bench.add("b.py", "rule: tea");
        say("ann", "tea");
        assertEquals(List.of("b.py"), fired());
        say("bob", "tea");
        assertEquals(List.of("b.py", "a.py"), fired());
        assertTrue(bench.endedRuns().getLast().context().admin());
    }

    @Test
    void anAdministratorOfOneImIsNoneOnAnother() throws Exception {
        bench.add("a.py", "rule: tea", "admin: true");
        triggers.message(InboundMessage.of("weixin", "w", Scripts.said(Chat.group("700", ""), "bob", "tea").event()), MARK,
                Journey.UNSEEN);
        assertEquals(List.of(), fired());
    }

    @Test
    void aPluginListensToWhomItsHeaderNames() throws Exception {
        bench.add("here.py", "rule: tea", "groupid: 700", "priority: 4");
        bench.add("there.py", "rule: tea", "groupid: 701", "priority: 3");
        bench.add("alias.py", "rule: milk", "imtype: penguin", "priority: 2");
        bench.add("other.py", "rule: milk", "imtype: weixin", "priority: 5");
        bench.add("notann.py", "rule: rice", "userid-: ann");
        say("tea");
        say("milk");
        say("rice");
        assertEquals(List.of("alias.py", "here.py"), fired().stream().sorted().toList());
    }

    @Test
    void whatIsDisabledOrBrokenIsPassedOver() throws Exception {
        bench.add("off.py", "rule: tea", "disable: true", "priority: 9");
        bench.add("broken.py", "rule: ^(", "rule: tea", "priority: 8");
        bench.add("on.py", "rule: tea");
        say("tea");
        assertEquals(List.of("on.py"), fired());
    }

    @Test
    void anEventFiresAllWhoListenUnderTheNameThatTheyUse() throws Exception {
        bench.add("native.py", "event: qq-notice-group_increase");
        bench.add("plain.py", "event: group.member.join", "priority: 3");
        bench.add("alias.py", "event: penguin-notice-group_increase", "priority: 2");
        bench.add("none.py", "event: group.member.leave");
        happens(joined("ann").put("message_id", 17).build());
        assertEquals(List.of("alias.py", "native.py", "plain.py"), fired().stream().sorted().toList());
        for (Run run : bench.endedRuns()) {
            assertEquals(run.plugin().file().equals("plain.py") ? "group.member.join" : "qq-notice-group_increase-approve",
                    run.context().eventType());
            assertEquals("17 700 ann", run.context().messageId() + " " + run.context().group() + " " + run.context().user().id());
        }
    }

    @Test
    void anEventKeepsToAdministratorsAndToWhomTheHeaderNames() throws Exception {
        bench.add("admin.py", "event: group.member.join", "admin: true");
        bench.add("group.py", "event: group.member.join", "groupid: 701");
        happens(joined("ann").build());
        assertEquals(List.of(), fired());
        happens(joined("bob").build());
        assertEquals(List.of("admin.py"), fired());
    }

    @Test
    void anEventWithoutAChatIsOfThePersonsChat() throws Exception {
        bench.add("a.py", "event: friend.add");
        happens(EventDetails.named("friend.add").id("1").person(Person.of("ann", "")).build());
        happens(EventDetails.named("friend.add").id("2").build());
        fired();
        assertEquals("ann", bench.endedRuns().getFirst().context().chat().orElseThrow().id());
        assertEquals("", bench.endedRuns().getFirst().context().group());
        assertTrue(bench.endedRuns().getLast().context().chat().isEmpty(), "nobody is named");
    }

    @Test
    void aPaymentIsToldToThoseWhoWaitForItAndFiresPlugins() throws Exception {
        bench.add("shop.py", "event: payment");
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id("t-1").person(Person.of("ann", "")).put("money", "￥5")
                .put("note", "for tea").build();
        triggers.payment("qq", "bot", new PaymentEvent(details, "5.00", "wechat", "transfer", "t-1", "thanks"), MARK);
        assertEquals(List.of("shop.py"), fired());
        assertEquals("5.00", payments.getFirst().event().amount());
        Map<String, Object> data = bench.endedRuns().getFirst().context().eventData();
        assertEquals(new BigDecimal(5), data.get("money"), "a number, whatever the platform's own form");
        assertEquals("wechat transfer t-1 thanks for tea", String.join(" ", data.get("payment_channel").toString(),
                data.get("payment_type").toString(), data.get("trade_no").toString(), data.get("remark").toString(),
                data.get("note").toString()));
    }

    @Test
    void anAmountThatIsNoNumberStaysThePlatformsText() throws Exception {
        bench.add("shop.py", "event: payment");
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id("t-1").put("money", "a lot").build();
        triggers.payment("qq", "bot", new PaymentEvent(details, "plenty", "", "", "", ""), MARK);
        fired();
        assertEquals("a lot", bench.endedRuns().getFirst().context().eventData().get("money"));
    }

    /// Which was cut off by the host's end: its chain goes on where it would have.
    @Test
    void aRunThatIsBegunAgainLetsThoseBehindItMatchAndNotThoseBefore() throws Exception {
        bench.add("a.py", "rule: tea", "priority: 3");
        bench.add("b.py", "rule: tea", "priority: 2");
        bench.add("c.py", "rule: tea", "priority: 1");
        keepAs("b.py");
        bench.leftovers.recall((account, mark) -> {});
        bench.leftovers.begin(account -> false);
        assertEquals(List.of("b.py"), fired());
        bench.endedRuns().getFirst().letContinue();
        assertEquals(List.of("b.py", "c.py"), fired());
    }

    private void keepAs(String file) throws IOException {
        Plugin plugin = bench.catalog().snapshot().find(file).orElseThrow();
        bench.backlog.keep(new Run("r-10", "token", plugin, Scripts.context(Scripts.said("tea")), RunFate.of(MARK),
                new PlayedEnvironment(), Ticker.system(), () -> {}));
    }

    @Test
    void aRunWhosePluginIsGoneIsNotBegunAgain() throws Exception {
        bench.backlog.keep(BacklogTest.run("r-9", Scripts.context(Scripts.said("tea"))));
        bench.leftovers.recall((account, mark) -> {});
        bench.leftovers.begin(account -> false);
        assertEquals(List.of(), fired());
        assertEquals(List.of(), bench.store.waitingRuns().all());
    }

    @Test
    void whatAnAccountHasLeftComesBeforeItsNextMessage() throws Exception {
        bench.add("b.py", "rule: tea");
        bench.add("new.py", "rule: new");
        keepAs("b.py");
        bench.leftovers.recall((account, mark) -> {});
        say("new");
        assertEquals(List.of("b.py", "new.py"), fired());
    }
}
