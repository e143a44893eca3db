package dev.botyard.runtime.im.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.adapter.AdapterCatalog;
import dev.botyard.runtime.im.adapter.SampleAdapters;
import dev.botyard.runtime.im.gate.AccountPlans.Plan;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which accounts the files of a folder make, with the adapters that there are.
class AccountPlansTest {
    private static final AdapterDescriptor ONEBOT = AdapterDescriptor.adapter("onebot").imTypes("qq")
            .capabilities(Capability.SEND_TEXT)
            .lacks(Capability.SEND_VOICE, "send it as a file")
            .schema(ConfigSchema.of(ConfigField.text("url", "Address").mandatory(), ConfigField.integer("port", "Port"),
                    ConfigField.list("peers", "Peers")))
            .build();
    private static final AdapterDescriptor OTHER = AdapterDescriptor.adapter("other").imTypes("qq", "tg").build();
    private static final AdapterDescriptor ANY = AdapterDescriptor.adapter("any").imTypes("x").anyImType().build();

    @TempDir
    Path home;
    private Path accounts;
    private AdapterCatalog adapters = SampleAdapters.catalog(SampleAdapters.loaded(ONEBOT, 1));
    private List<AccountSpec> running = new ArrayList<>();

    @BeforeEach
    void folder() throws IOException {
        accounts = Files.createDirectories(home.resolve("accounts"));
    }

    private void file(String id, String text) throws IOException {
        Files.writeString(accounts.resolve(id + ".yaml"), text);
    }

    private Plan plan() {
        AccountFolder folder = new AccountFolder(accounts, new YamlReader(new HomeFolder(home), new Secrets()));
        AccountFolder.Contents contents = folder.read(AccountPlansTest::canonical, Map.of());
        return AccountPlans.of(contents.accounts(), contents, adapters, AccountPlansTest::canonical, running);
    }

    private static String canonical(String im) {
        return im.equals("wx") ? "qq" : im;
    }

    /// Plans, and lets what is planned run.
    private AccountSpec ran() {
        running = plan().specs();
        return running.getFirst();
    }

    private AccountSpec only() {
        assertEquals(1, plan().specs().size());
        return plan().specs().getFirst();
    }

    private List<String> problems() {
        return plan().problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void aFileBecomesAnAccountOfTheOneAdapterThatServesItsIm() throws Exception {
        file("ops", "im: qq\nalias: Operations\ndefault: true\norder: 7\nconfig:\n  url: ws://x\n");
        AccountSpec spec = only();
        assertEquals("ops qq onebot Operations true true 7 ws://x", spec.id() + " " + spec.im() + " " + spec.adapter() + " "
                + spec.alias() + " " + spec.enabled() + " " + spec.preferred() + " " + spec.order() + " "
                + spec.config().text("url"));
        assertEquals(Set.of(Capability.SEND_TEXT), spec.capabilities());
        assertEquals(Map.of(Capability.SEND_VOICE, "send it as a file"), spec.hints());
        assertEquals("", spec.problem());
        assertEquals(List.of(), problems());
    }

    @Test
    void anAliasStandsForItsIm() throws Exception {
        file("ops", "im: wx\nconfig:\n  url: ws://x\n");
        assertEquals("qq onebot", only().im() + " " + only().adapter());
    }

    @Test
    void withoutAnAdapterTheAccountFailsAndSaysWhatToDo() throws Exception {
        file("t", "im: tg\n");
        assertEquals("no adapter for 'tg' is loaded; put its jar into the home's adapters folder", only().problem());
        assertEquals(
                List.of("accounts/t.yaml:1: im: no adapter for 'tg' is loaded; put its jar into the home's adapters folder."),
                problems());
    }

    @Test
    void ofSeveralAdaptersOneMustBeNamed() throws Exception {
        adapters = SampleAdapters.catalog(SampleAdapters.loaded(ONEBOT, 1), SampleAdapters.loaded(OTHER, 2));
        file("ops", "im: qq\nconfig:\n  url: ws://x\n");
        assertEquals("several adapters serve 'qq' (onebot, other); name one with 'adapter:'", only().problem());
        file("ops", "im: qq\nadapter: other\n");
        assertEquals("other ", only().adapter() + " " + only().problem());
    }

    @Test
    void aNamedAdapterMustBeThereAndServeTheIm() throws Exception {
        adapters = SampleAdapters.catalog(SampleAdapters.loaded(ONEBOT, 1), SampleAdapters.loaded(ANY, 2));
        file("ops", "im: qq\nadapter: gone\n");
        assertEquals("there is no adapter 'gone'; see 'botyard adapters'", only().problem());
        file("ops", "im: tg\nadapter: onebot\n");
        assertEquals("adapter 'onebot' does not serve 'tg'", only().problem());
        assertEquals("accounts/ops.yaml:2: adapter: adapter 'onebot' does not serve 'tg'.", problems().getFirst());
        file("ops", "im: tg\nadapter: any\n");
        assertEquals("any ", only().adapter() + " " + only().problem());
    }

    @Test
    void anAdapterForEveryImServesOnlyWhoNamesIt() throws Exception {
        adapters = SampleAdapters.catalog(SampleAdapters.loaded(ANY, 1));
        file("t", "im: tg\n");
        assertTrue(only().problem().startsWith("no adapter for 'tg' is loaded"), only().problem());
    }

    @Test
    void wrongSettingsOfANewAccountMakeItFailWithAllOfThem() throws Exception {
        file("ops", "im: qq\nconfig:\n  port: many\n  utl: ws://x\n");
        AccountSpec spec = only();
        assertTrue(spec.problem().contains("config.utl: there is no such setting. Did you mean 'url'?"), spec.problem());
        assertTrue(spec.problem().contains("config.port: "), spec.problem());
        assertEquals(3, problems().size(), problems().toString());
        assertEquals(Set.of(), spec.capabilities());
    }

    @Test
    void whatRanBeforeRunsOnWhenItsFileBecomesWrong() throws Exception {
        file("ops", "im: qq\nconfig:\n  url: ws://x\n");
        AccountSpec before = ran();
        file("ops", "im: qq\nconfig:\n  port: many\n");
        assertEquals(before, only());
        assertFalse(problems().isEmpty());
        file("ops", "im: [\n");
        assertEquals(before, only(), "also when it is no YAML any more");
        file("ops", "im: qq\nadapter: gone\n");
        assertEquals(before, only());
    }

    @Test
    void whatRanBeforeDoesNotRunOnWithoutItsAdapter() throws Exception {
        file("ops", "im: qq\nconfig:\n  url: ws://x\n");
        ran();
        adapters = SampleAdapters.catalog();
        assertTrue(only().problem().startsWith("no adapter for 'qq' is loaded"), only().problem());
    }

    @Test
    void anAccountThatHadFailedIsNotKept() throws Exception {
        file("ops", "im: qq\nadapter: onebot\n");
        String first = ran().problem();
        file("ops", "im: qq\nadapter: onebot\nconfig:\n  port: many\n");
        assertNotEquals(first, only().problem(), "it says what is wrong now");
    }

    @Test
    void aBrokenFileOfNobodyIsNoAccountButAllOfItsMistakesAreTold() throws Exception {
        file("ops", "im: qq\nenabled: perhaps\nconfig:\n  port: many\n");
        assertEquals(List.of(), plan().specs());
        assertTrue(problems().stream().anyMatch(problem -> problem.startsWith("accounts/ops.yaml:4: config.port: ")),
                problems().toString());
        file("ops", "im: tg\nenabled: perhaps\n");
        assertEquals(
                List.of("accounts/ops.yaml:1: im: no adapter for 'tg' is loaded; put its jar into the home's adapters folder."),
                problems());
        file("ops", "enabled: perhaps\n");
        assertEquals(List.of(), problems(), "without an IM nothing more can be said than the folder says");
    }

    @Test
    void anyChangeOfAValueIsAnotherConnectionAndTheOrderOfKeysIsNone() throws Exception {
        file("ops", "im: qq\nconfig:\n  url: ws://x\n  peers: [a, b]\n");
        String before = ran().fingerprint();
        file("ops", "im: qq\norder: 5\nconfig:\n  peers: [a, b]\n  url: ws://x\n");
        assertEquals(before, only().fingerprint());
        for (String other : List.of("url: ws://y\n  peers: [a, b]", "url: ws://x\n  peers: [b, a]", "url: ws://x\n  peers: [ab]",
                "url: ws://x")) {
            file("ops", "im: qq\nconfig:\n  " + other + "\n");
            assertNotEquals(before, only().fingerprint(), other);
        }
    }

    @Test
    void aReplacedAdapterIsAnotherConnection() throws Exception {
        file("ops", "im: qq\nconfig:\n  url: ws://x\n");
        String before = ran().fingerprint();
        adapters = SampleAdapters.catalog(SampleAdapters.loaded(ONEBOT, 2));
        assertNotEquals(before, only().fingerprint());
    }

    @Test
    void theHostsOwnSettingMayStandAmongThoseOfTheAdapter() throws Exception {
        file("ops", "im: qq\nconfig:\n  url: ws://x\n  allow_anybody: true\n");
        assertTrue(only().allowsAnybody());
        file("ops", "im: qq\nallow_anybody: true\nconfig:\n  url: ws://x\n");
        assertTrue(only().allowsAnybody());
        file("ops", "im: qq\nconfig:\n  url: ws://x\n");
        assertFalse(only().allowsAnybody());
    }
}
