package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.config.SettingsCheck;
import dev.botyard.runtime.im.account.Selection.Rejected;
import dev.botyard.runtime.im.account.Selection.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words that receipts, metrics and the console share, and what they are made of.
class ReceiptCodeTest {

    @Test
    void codesAreThoseOfTheContractInItsOrder() {
        assertEquals(
                "accepted queued duplicate no_account account_unknown account_offline account_forbidden unreachable_target window_closed"
                        + " quota_exhausted rate_limited unsupported_part media_failed rejected unknown_outcome expired invalid_request"
                        + " host_stopping",
                String.join(" ", Stream.of(ReceiptCode.values()).map(ReceiptCode::label).toList()));
    }

    @Test
    void whatAdaptersReportHasOneCodeEach() {
        assertEquals(
                "CONFIGURATION rejected, AUTHENTICATION account_offline, COMMUNICATION account_offline, UNKNOWN_OUTCOME unknown_outcome,"
                        + " RATE_LIMITED rate_limited, REJECTED rejected, UNREACHABLE_TARGET unreachable_target, WINDOW_CLOSED"
                        + " window_closed, QUOTA_EXHAUSTED quota_exhausted, UNSUPPORTED unsupported_part, MEDIA media_failed, INTERNAL"
                        + " rejected",
                String.join(", ", Stream.of(ErrorKind.values()).map(kind -> kind + " " + ReceiptCode.of(kind).label()).toList()));
    }

    @Test
    void rulesAreNamedAsInReceipts() {
        assertEquals(List.of("explicit", "current", "default", "first-online"),
                Stream.of(Rule.values()).map(Rule::label).toList());
    }

    @Test
    void nobodyIsListedTwiceAmongThoseThatWillNotDo() {
        Rejected why = new Rejected("a", Rule.DEFAULT, ReceiptCode.ACCOUNT_OFFLINE, "a sleeps");
        Rejected other = new Rejected("b", Rule.CURRENT, ReceiptCode.ACCOUNT_OFFLINE, "b sleeps");
        Selection none = Selection.none(why, List.of(other, why));
        assertEquals(List.of(other, why), none.rejected());
        assertEquals(List.of(other, why), Selection.none(why, List.of(other)).rejected());
        assertEquals(" account_offline a sleeps", none.accountId() + " " + none.code().label() + " " + none.reason());
    }

    @Test
    void whoActsIsAskedNothingAboutSending() {
        Account cooling = SampleAccount.of("qq", "a").able(Capability.RECALL).in(AccountState.ONLINE);
        assertEquals(null, Purpose.ACT.obstacle(cooling, Rule.DEFAULT));
        assertEquals(ReceiptCode.UNSUPPORTED_PART,
                new Purpose.Speak(Capability.SEND_TEXT, Purpose.Reach.UNKNOWN).obstacle(cooling, Rule.DEFAULT).code());
        assertEquals(null, Purpose.HEAR.obstacle(SampleAccount.of("qq", "a").in(AccountState.FAILED), Rule.DEFAULT));
    }

    @Test
    void whyAnAccountIsOfflineIsSaidWhereThatIsKnown() {
        AccountStatus banned = AccountStatus.of(AccountState.FAILED, "it was banned", java.time.Instant.EPOCH);
        assertEquals("account a is failed: it was banned",
                Purpose.ACT.obstacle(new Account(SampleAccount.of("qq", "a").spec(), banned), Rule.DEFAULT).reason());
        assertEquals("account a is retrying",
                Purpose.ACT.obstacle(SampleAccount.of("qq", "a").in(AccountState.RETRYING), Rule.DEFAULT).reason());
    }

    @Test
    void onlyWhatAConnectionIsMadeOfMakesItAnotherConnection() {
        AccountSpec spec = SampleAccount.of("qq", "a").spec();
        assertEquals(true, spec.sameConnection(SampleAccount.of("qq", "a").preferred().order(5).spec()));
        for (SampleAccount other : List.of(SampleAccount.of("tg", "a"), SampleAccount.of("qq", "a").fingerprint("2"),
                SampleAccount.of("qq", "a").disabled(), SampleAccount.of("qq", "a").problem("no url"))) {
            assertEquals(false, spec.sameConnection(other.spec()));
        }
        assertEquals(false, spec.sameConnection(new AccountSpec(new AccountId("a"), "qq", "another", "", true, false, 100,
                spec.capabilities(), spec.config(), "1", "")));
    }

    @Test
    void everybodyIsWelcomeOnlyWhereTheFileSaysSo() {
        ConfigSchema schema = SettingsCheck.withHostFields(ConfigSchema.EMPTY);
        String key = SettingsCheck.ALLOW_ANYBODY.key();
        assertEquals(true, config(schema, Map.of(key, List.of("true"))).allowsAnybody());
        assertEquals(false, config(schema, Map.of(key, List.of("false"))).allowsAnybody());
        assertEquals(false, config(schema, Map.of()).allowsAnybody());
        assertEquals(false, config(ConfigSchema.EMPTY, Map.of()).allowsAnybody(), "an adapter of a test knows nothing of it");
    }

    private static AccountSpec config(ConfigSchema schema, Map<String, List<String>> values) {
        return SampleAccount.of("qq", "a").config(new AdapterConfig(schema, values)).spec();
    }
}
