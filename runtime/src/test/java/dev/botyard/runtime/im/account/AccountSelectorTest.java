package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.im.account.Selection.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The five rules of account selection.
class AccountSelectorTest {
    private static final Instant NOW = Instant.EPOCH;

    private final List<Account> accounts = new ArrayList<>();

    @Test
    void theNamedAccountSpeaksWhateverTheOthersAre() {
        online("a", "qq", 1, true);
        online("b", "qq", 2, false);
        assertChosen("b", Rule.EXPLICIT, select(request("qq").named("b")));
    }

    @Test
    void aNamedAccountThatCannotSendEndsTheSelectionEvenWithFailover() {
        online("a", "qq", 1, true);
        offline("b", "qq", 2, false);
        assertNone(ReceiptCode.ACCOUNT_OFFLINE, Rule.EXPLICIT, select(request("qq").named("b").failover(true)));
        assertNone(ReceiptCode.ACCOUNT_UNKNOWN, Rule.EXPLICIT, select(request("qq").named("zz").failover(true)));
    }

    @Test
    void aNamedAccountOfAnotherImIsRefusedWithBothNames() {
        online("w", "web", 1, true);
        Selection selection = select(request("qq").named("w"));
        assertNone(ReceiptCode.ACCOUNT_UNKNOWN, Rule.EXPLICIT, selection);
        assertTrue(selection.reason().contains("web") && selection.reason().contains("qq"), selection::reason);
    }

    @Test
    void theCurrentChatsAccountSpeaksOnItsOwnIm() {
        online("a", "qq", 1, true);
        online("b", "qq", 2, false);
        assertChosen("b", Rule.CURRENT, select(request("qq").chat("qq", "b")));
    }

    @Test
    void theCurrentChatsAccountNeverLeaksIntoAnotherIm() {
        online("a", "qq", 1, true);
        online("b", "web", 2, true);
        assertChosen("a", Rule.DEFAULT, select(request("qq").chat("web", "b")));
    }

    @Test
    void withoutAChatTheDefaultAccountSpeaks() {
        online("a", "qq", 1, false);
        online("b", "qq", 2, true);
        assertChosen("b", Rule.DEFAULT, select(request("qq")));
    }

    @Test
    void anOfflineDefaultEndsTheSelection() {
        offline("a", "qq", 1, true);
        online("b", "qq", 2, false);
        assertNone(ReceiptCode.ACCOUNT_OFFLINE, Rule.DEFAULT, select(request("qq")));
    }

    @Test
    void withFailoverTheNextInOrderSpeaksForAnOfflineDefault() {
        offline("a", "qq", 1, true);
        online("c", "qq", 3, false);
        online("b", "qq", 2, false);
        Selection selection = select(request("qq").failover(true));
        assertChosen("b", Rule.FIRST_ONLINE, selection);
        assertEquals(List.of("a"), selection.rejected().stream().map(Selection.Rejected::account).toList());
    }

    @Test
    void withFailoverTheDefaultSpeaksForAnOfflineCurrentAccount() {
        online("a", "qq", 1, true);
        offline("b", "qq", 2, false);
        assertChosen("a", Rule.DEFAULT, select(request("qq").chat("qq", "b").failover(true)));
    }

    @Test
    void withoutADefaultTheFirstOnlineInConfiguredOrderSpeaks() {
        online("z", "qq", 1, false);
        online("a", "qq", 2, false);
        assertChosen("z", Rule.FIRST_ONLINE, select(request("qq")));
    }

    @Test
    void equalOrdersAreDecidedByTheId() {
        online("b", "qq", 100, false);
        online("a", "qq", 100, false);
        assertChosen("a", Rule.FIRST_ONLINE, select(request("qq")));
    }

    @Test
    void aNameThatNobodyKnowsIsAnsweredWithThoseThatThereAre() {
        online("ops", "qq", 1, true);
        online("w", "web", 1, true);
        assertEquals("there is no account opps on this host. Did you mean 'ops'? There is only ops.",
                select(request("qq").named("opps")).reason());
        assertEquals("no account is configured for qqq. Did you mean 'qq'? There are qq, web.", select(request("qqq")).reason());
    }

    @Test
    void anImWithoutAccountsHasNobody() {
        assertNone(ReceiptCode.NO_ACCOUNT, Rule.FIRST_ONLINE, select(request("tg")));
    }

    @Test
    void anAccountThatLacksTheCapabilityIsSkipped() {
        accounts.add(account("a", "qq", 1, false, AccountState.ONLINE, Set.of(Capability.SEND_TEXT)));
        online("b", "qq", 2, false);
        assertChosen("b", Rule.FIRST_ONLINE, select(request("qq").needs(Capability.SEND_VIDEO)));
    }

    @Test
    void whatToDoInsteadIsSaidWhereTheAdapterKnowsIt() {
        online("a", "qq", 1, true);
        assertEquals("adapter x of account a cannot send voice; send it as a file",
                select(request("qq").needs(Capability.SEND_VOICE)).reason());
        assertEquals("adapter x of account a cannot send image", select(request("qq").needs(Capability.SEND_IMAGE)).reason());
    }

    @Test
    void aCoolingAccountCannotSend() {
        Account account = account("a", "qq", 1, true, AccountState.ONLINE, Set.of(Capability.SEND_TEXT));
        accounts.add(account.with(account.status().cooling(Optional.of(NOW.plusSeconds(5)))));
        assertNone(ReceiptCode.RATE_LIMITED, Rule.DEFAULT, select(request("qq")));
    }

    @Test
    void aTargetKnownToBeUnreachableRejectsTheAccount() {
        online("a", "qq", 1, false);
        online("b", "qq", 2, false);
        Selection selection = select(request("qq").reach(account -> account.equals("a") ? "a is not in the group" : ""));
        assertChosen("b", Rule.FIRST_ONLINE, selection);
        assertEquals(ReceiptCode.UNREACHABLE_TARGET, selection.rejected().getFirst().code());
    }

    @Test
    void anOperatorsDefaultWinsOverTheFiles() {
        online("a", "qq", 1, true);
        online("b", "qq", 2, false);
        Selection selection = AccountSelector.select(request("qq").build(), AccountSnapshot.of(accounts, Map.of("qq", "b")));
        assertChosen("b", Rule.DEFAULT, selection);
    }

    @Test
    void whoActsIsChosenByTheSameRules() {
        online("a", "qq", 1, false);
        offline("b", "qq", 2, true);
        AccountSnapshot snapshot = AccountSnapshot.of(accounts, Map.of());
        assertChosen("a", Rule.EXPLICIT, AccountSelector.forAbility("qq", "a", "", "", snapshot));
        assertChosen("a", Rule.CURRENT, AccountSelector.forAbility("qq", "", "qq", "a", snapshot));
        assertNone(ReceiptCode.ACCOUNT_OFFLINE, Rule.DEFAULT, AccountSelector.forAbility("qq", "", "web", "w", snapshot));
    }

    @Test
    void whoHearsNeedNotBeOnline() {
        offline("a", "qq", 1, false);
        online("b", "qq", 2, false);
        offline("w", "web", 1, false);
        AccountSnapshot snapshot = AccountSnapshot.of(accounts, Map.of());
        assertChosen("a", Rule.EXPLICIT, AccountSelector.receiver("qq", "a", snapshot));
        assertChosen("b", Rule.FIRST_ONLINE, AccountSelector.receiver("qq", "", snapshot));
        assertChosen("w", Rule.FIRST_ONLINE, AccountSelector.receiver("web", "", snapshot));
        assertNone(ReceiptCode.NO_ACCOUNT, Rule.FIRST_ONLINE, AccountSelector.receiver("tg", "", snapshot));
    }

    @Test
    void aNewRuleHoldsForWhoSpeaksWhoActsAndWhoHears() {
        online("a", "qq", 1, true);
        online("pinned", "qq", 2, false);
        SelectionRule pinned = new SelectionRule() {
            @Override
            public Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Selection.Rejected> earlier) {
                return Selection.chosen(snapshot.get("pinned"), Rule.CURRENT, earlier);
            }

            @Override
            public boolean mayGoOn(SelectionRequest request) {
                return false;
            }
        };
        List<SelectionRule> rules = new ArrayList<>(SelectionRules.ALL);
        rules.add(1, pinned);
        AccountSnapshot snapshot = AccountSnapshot.of(accounts, Map.of());
        for (Purpose purpose : List.of(new Purpose.Speak(Capability.SEND_TEXT, Purpose.Reach.UNKNOWN), Purpose.ACT,
                Purpose.HEAR)) {
            assertChosen("pinned", Rule.CURRENT,
                    AccountSelector.select(new SelectionRequest("qq", "", "", "", purpose, false), snapshot, rules));
            assertChosen("a", Rule.EXPLICIT,
                    AccountSelector.select(new SelectionRequest("qq", "a", "", "", purpose, false), snapshot, rules));
        }
    }

    /// Whatever is online: the choice is the first sendable in order, and changing single accounts one by one gives the same snapshot as
    /// making it at once.
    @Property(tries = 300)
    void firstOnlineIsTheFirstThatCanSend(@ForAll boolean[] online) {
        List<Account> all = new ArrayList<>();
        for (int i = 0; i < online.length; i++) {
            all.add(account("a" + (1000 + i), "qq", i, false, AccountState.RETRYING, Set.of(Capability.SEND_TEXT)));
        }
        AccountSnapshot snapshot = AccountSnapshot.of(all, Map.of());
        for (int i = 0; i < online.length; i++) {
            if (online[i]) {
                snapshot = snapshot.with("a" + (1000 + i), AccountStatus.of(AccountState.ONLINE, "", NOW));
            }
        }
        Selection selection = AccountSelector.select(request("qq").build(), snapshot);
        int first = -1;
        for (int i = online.length - 1; i >= 0; i--) {
            first = online[i] ? i : first;
        }
        assertEquals(first < 0 ? null : "a" + (1000 + first),
                selection.account() == null ? null : selection.account().id().value(),
                () -> Arrays.toString(online));
    }

    private static void assertChosen(String id, Rule rule, Selection selection) {
        assertEquals(id + " by " + rule,
                (selection.account() == null ? "nobody (" + selection.reason() + ")" : selection.account().id().value())
                        + " by " + selection.rule());
    }

    private static void assertNone(ReceiptCode code, Rule rule, Selection selection) {
        assertNull(selection.account());
        assertEquals(code + " by " + rule, selection.code() + " by " + selection.rule());
        assertTrue(!selection.reason().isEmpty());
    }

    private Selection select(Request request) {
        return AccountSelector.select(request.build(), AccountSnapshot.of(accounts, Map.of()));
    }

    private void online(String id, String im, int order, boolean preferred) {
        accounts.add(account(id, im, order, preferred, AccountState.ONLINE, Set.of(Capability.SEND_TEXT, Capability.SEND_VIDEO)));
    }

    private void offline(String id, String im, int order, boolean preferred) {
        accounts.add(account(id, im, order, preferred, AccountState.RETRYING, Set.of(Capability.SEND_TEXT)));
    }

    private static final Map<Capability, String> HINTS = Map.of(Capability.SEND_VOICE, "send it as a file");

    private static Account account(String id, String im, int order, boolean preferred, AccountState state,
            Set<Capability> capabilities) {
        AccountSpec spec = new AccountSpec(new AccountId(id), im, "x", "", true, preferred, order, capabilities, HINTS,
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "", "");
        return new Account(spec, AccountStatus.of(state, "", NOW));
    }

    private static Request request(String im) {
        return new Request(im);
    }

    private static final class Request {
        private final String im;
        private String named = "";
        private String chatIm = "";
        private String chatAccount = "";
        private Capability needed = Capability.SEND_TEXT;
        private boolean failover;
        private Purpose.Reach reach = Purpose.Reach.UNKNOWN;

        Request(String im) {
            this.im = im;
        }

        Request named(String account) {
            named = account;
            return this;
        }

        Request chat(String imType, String account) {
            chatIm = imType;
            chatAccount = account;
            return this;
        }

        Request needs(Capability capability) {
            needed = capability;
            return this;
        }

        Request failover(boolean value) {
            failover = value;
            return this;
        }

        Request reach(Purpose.Reach value) {
            reach = value;
            return this;
        }

        SelectionRequest build() {
            return new SelectionRequest(im, named, chatIm, chatAccount, new Purpose.Speak(needed, reach), failover);
        }
    }
}
