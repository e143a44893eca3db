package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.Member;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What scripts do to groups, and which account does it.
class GroupCallsTest {
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();
    private final Run direct = Scripts.run(Scripts.plugin("tea.py"),
            Scripts.context(Scripts.said(Chat.direct("ann"), "ann", "tea")));
    private final Run cron = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        bench = new CallBench(folder);
        gateway = new Gateway(new GroupCalls(bench.sessions), new RecallCalls(bench.sessions));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private JsonNode act(Run of, String action, String args) throws InterruptedException {
        return ask(gateway, of, "group.act", "{\"action\":\"" + action + "\",\"args\":" + args + "}");
    }

    private String refused(Run of, String action, String args) {
        return refusal(gateway, of, "group.act", "{\"action\":\"" + action + "\",\"args\":" + args + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"groupKick~[\"7\"]~kick 7 of 700", "groupKick~[7]~kick 7 of 700",
        "groupKick~\"7\"~kick 7 of 700", "groupBan~[7,60]~ban 7 of 700 for 60000", "groupBan~[7,\"0\"]~ban 7 of 700 for 0",
        "groupBan~[7,\"1.5\"]~ban 7 of 700 for 1000", "groupBan~[7]~ban 7 of 700 for 1800000",
        "groupBan~[7,\"\"]~ban 7 of 700 for 1800000", "groupUnban~[7]~unban 7 of 700",
        "groupWholeBan~[]~ban all of 700 true", "groupWholeUnban~null~ban all of 700 false",
        "groupInviteIn~[7]~invite 7 to 700", "groupInviteIn~[7,\"800\"]~invite 7 to 800"})
    void anActionIsDoneInTheCurrentGroup(String action, String args, String done) throws Exception {
        assertTrue(act(run, action, args).booleanValue());
        assertEquals(List.of(done), bench.platform.done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "10m", "NaN", "9999999999"})
    void aSilenceOfNoTimeIsNotGuessed(String seconds) {
        assertEquals("invalid_request: groupBan needs seconds, such as 600, and '" + seconds + "' is not that",
                refused(run, "groupBan", "[7,\"" + seconds + "\"]"));
        assertEquals(List.of(), bench.platform.done);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"[\"f\",true]~true", "[\"f\",\"false\"]~false", "[\"f\",false]~false", "[\"f\",0]~false",
        "[\"f\",\"No\"]~false", "[\"f\"]~true", "[\"f\",1]~true"})
    void aRequestIsAnsweredWithTheEventsOwnFacts(String args, String yes) throws Exception {
        Run request = Scripts.run(Scripts.plugin("tea.py"), new RunContext(Trigger.EVENT, "qq", "bot", Optional.empty(),
                Person.of("ann", ""), false, "", "", List.of(), List.of(), "group.request", Map.of("sub_type", "invite"),
                Map.of()));
        act(request, "groupAddRequest", args);
        assertTrue(bench.platform.done.getFirst().endsWith("|f|invite|" + yes + "|"), bench.platform.done::toString);
    }

    @Test
    void aFriendsRequestIsAnsweredWithAReason() throws Exception {
        act(run, "friendAddRequest", "[\"f\",false,\"not you\"]");
        assertTrue(bench.platform.done.getFirst().endsWith("|f||false|not you"), bench.platform.done::toString);
    }

    @Test
    void whatActsOnAGroupNeedsOne() {
        assertEquals("invalid_request: groupKick acts on the current group, and this run has none",
                refused(direct, "groupKick", "[7]"));
        assertEquals("no_account: a cron run has no chat, so no account to act with", refused(cron, "groupKick", "[7]"));
    }

    @Test
    void anUnknownActionIsNamed() {
        assertEquals("invalid_request: group.act has no action 'groupDance'", refused(run, "groupDance", "[]"));
    }

    @Test
    void whatThePlatformRefusesOrHasNotIsToldWithItsAccount() {
        assertEquals("rejected: account bot (qq): the platform forbids it", refused(run, "groupKick", "[\"forbidden\"]"));
        String told = refused(run, "groupNoticeSend", "[\"tea\"]");
        assertTrue(told.startsWith("unsupported: account bot (qq): group notices"), told);
    }

    @Test
    void membersHaveAllKeysOfTheContractAndWhatThePlatformTells() throws Exception {
        bench.platform.members = List.of(Member.of("7", "Bob"), Member.of("8", "Cy").card("The cook").role("admin")
                .details(Map.of("sex", "male", "title", "chef", "extra", 1)));
        JsonNode answer = ask(gateway, run, "group.members", "{}");
        assertEquals("true qq bot 700", answer.path("ok") + " " + answer.path("im_type").stringValue() + " "
                + answer.path("account_id").stringValue() + " " + answer.path("group_id").stringValue());
        JsonNode bob = answer.path("members").path(0);
        assertEquals(texts(bob, "user_id", "nickname", "card", "display_name", "role", "sex", "title", "group_id"),
                List.of("7", "Bob", "", "Bob", "member", "", "", "700"));
        for (String key : List.of("age", "area", "join_time", "last_sent_time", "level", "unfriendly", "title_expire_time",
                "card_changeable", "shut_up_timestamp")) {
            assertTrue(bob.has(key), key);
        }
        assertEquals(List.of("The cook", "The cook", "admin", "male", "chef"),
                texts(answer.path("members").path(1), "card", "display_name", "role", "sex", "title"));
        assertFalse(answer.has("raw") || bob.has("raw"));
        assertEquals(List.of("members 700"), bench.platform.done);
    }

    private static List<String> texts(JsonNode node, String... keys) {
        return List.of(keys).stream().map(key -> node.path(key).stringValue()).toList();
    }

    @Test
    void optionsOfMembersMayBeSpelledInAnyWay() throws Exception {
        bench.platform.members = List.of(Member.of("7", "Bob").details(Map.of("extra", 1)));
        JsonNode raw = ask(gateway, direct, "group.members",
                "{\"options\":{\"groupCode\":\"800\",\"noCache\":\"yes\",\"includeRaw\":1,\"raw_result\":true}}");
        assertEquals(1, raw.path("members").path(0).path("raw").path("extra").intValue());
        assertEquals(1, raw.path("raw").path(0).path("extra").intValue());
        assertEquals(List.of("members 800 fresh"), bench.platform.done);
        assertEquals("invalid_request: getGroupMemberList acts on the current group, and this run has none",
                refusal(gateway, direct, "group.members", "{}"));
    }

    @Test
    void theAccountIsTheNamedOneElseTheCurrentElseTheDefaultOfTheIm() throws Exception {
        bench.platform.members = List.of();
        JsonNode cronJob = ask(gateway, cron, "group.members", "{\"options\":{\"imType\":\"QQ\",\"group\":\"9\"}}");
        assertEquals("bot", cronJob.path("account_id").stringValue());
        String unable = refusal(gateway, cron, "group.members", "{\"options\":{\"account_id\":\"spare\",\"group\":\"9\"}}");
        assertTrue(unable.startsWith("unsupported: account spare (qq): adapter played of account spare has no member listing"),
                unable);
        assertEquals("no_account: the call names no IM type, and this run has no chat",
                refusal(gateway, cron, "group.members", "{\"options\":{\"group\":\"9\"}}"));
        assertTrue(refusal(gateway, cron, "group.members", "{\"options\":{\"account_id\":\"nobody\",\"group\":\"9\"}}")
                .startsWith("account_unknown"));
        assertTrue(refusal(gateway, cron, "group.members", "{\"options\":{\"im_type\":\"weixin\",\"group\":\"9\"}}")
                .startsWith("account_offline"));
    }

    @Test
    void messagesAreTakenBackOneByOneAndOneThatFailsIsTold() throws Exception {
        JsonNode receipt = ask(gateway, run, "recall", "{\"ids\":[\"1\",\"forbidden\",3,\"\",null]}");
        assertEquals(List.of("recall 1 of 700", "recall 3 of 700"), bench.platform.done);
        assertEquals("false [\"1\",\"3\"] rejected: account bot (qq): the platform forbids it", receipt.path("ok") + " "
                + receipt.path("message_ids") + " " + receipt.path("error").stringValue());
        assertEquals(List.of("message forbidden was not recalled: rejected: account bot (qq): the platform forbids it"),
                run.report().notes());
        assertTrue(ask(gateway, run, "recall", "{\"ids\":\"1\"}").path("ok").booleanValue());
    }

    @Test
    void takingBackNothingOrNowhereIsSaid() throws Exception {
        assertEquals("invalid_request: there is no message id to recall",
                ask(gateway, run, "recall", "{\"ids\":[]}").path("error").stringValue());
        assertEquals("invalid_request: recallMessage works in the current chat, and this run has none",
                refusal(gateway, cron, "recall", "{\"ids\":[\"1\"]}"));
    }
}
