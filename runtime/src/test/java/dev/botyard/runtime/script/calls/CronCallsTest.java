package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.Patience.await;
import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.store.CronEntries;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.script.cron.CronListener;
import dev.botyard.runtime.script.cron.CronScheduler;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Schedules that scripts make, on a clock that the test moves.
class CronCallsTest {
    private volatile Instant now = Instant.parse("2027-01-01T07:59:50Z");
    private CallBench bench;
    private CronScheduler scheduler;
    private CronCalls calls;
    private Gateway gateway;
    private final Run run = CallBench.run();

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        bench = new CallBench(folder);
        start();
    }

    private void start() {
        scheduler = new CronScheduler(() -> now, new CronListener() {
            @Override
            public void missed(String key, ZonedDateTime first, int count) {
                throw new AssertionError(key);
            }

            @Override
            public void overlapped(String key, ZonedDateTime time) {
                throw new AssertionError(key);
            }
        });
        scheduler.start();
        calls = new CronCalls(bench.store.cronEntries(), scheduler, bench.injector, () -> ZoneOffset.UTC);
        gateway = new Gateway(calls);
    }

    @AfterEach
    void close() throws InterruptedException {
        scheduler.close();
        bench.close();
    }

    private JsonNode add(String fields) throws InterruptedException {
        return ask(gateway, run, "cron.add", "{\"fields\":" + fields + "}");
    }

    private String list(Run of) throws InterruptedException {
        StringBuilder ids = new StringBuilder();
        ask(gateway, of, "cron.list", "{}").forEach(item -> ids.append(item.path("id").stringValue()).append(' '));
        return ids.toString().strip();
    }

    private InboundMessage said(String time) {
        int before = bench.heard.size();
        now = Instant.parse(time);
        scheduler.wake();
        await().until(() -> bench.heard.size() > before);
        return bench.heard.getLast();
    }

    @Test
    void aScheduleIsAnsweredWithAllThatThereIsToKnow() throws Exception {
        JsonNode item = add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\",\"memo\":\"daily\"}");
        assertEquals("runtime_1 0 8 * * * tea daily runtime_api 2027-01-01T08:00Z",
                String.join(" ", item.path("id").stringValue(), item.path("cron").stringValue(), item.path("cmd").stringValue(),
                        item.path("memo").stringValue(), item.path("source").stringValue(),
                        item.path("next_run_at").stringValue()));
        assertEquals(item, ask(gateway, run, "cron.get", "{\"id\":\"runtime_1\"}"));
        assertEquals(item, ask(gateway, run, "cron.list", "{}").path(0));
    }

    @Test
    void itsTimeSaysTheCommandAsTheDisguisedPerson() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\",\"disguiseImtype\":\"penguin\",\"disguiseGroup\":700,\"disguiseUser\":5}");
        InboundMessage said = said("2027-01-01T08:00:01Z");
        assertEquals("qq bot 700 5 tea", String.join(" ", said.im(), said.account(), said.group(), said.event().sender().id(),
                said.text()));
        assertEquals("runtime_1", list(run));
    }

    @Test
    void withoutADisguiseItIsSaidByNobodyOnNoIm() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\"}");
        InboundMessage said = said("2027-01-01T08:00:01Z");
        assertEquals("fake||tea", said.im() + "|" + said.account() + "|" + said.text());
    }

    @Test
    void whatIsToHappenOnceIsGoneAfterwards() throws Exception {
        add("{\"cron\":\"* * * * *\",\"cmd\":\"tea\",\"isOnce\":true}");
        said("2027-01-01T08:00:01Z");
        await().until(() -> list(run).isEmpty());
        assertEquals(Optional.empty(), scheduler.next("runtime_1"));
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\",\"memo\":\"daily\"}");
        JsonNode item = ask(gateway, run, "cron.update", "{\"id\":\"runtime_1\",\"fields\":{\"cron\":\"0 9 * * *\"}}");
        assertEquals("tea daily 2027-01-01T09:00Z", item.path("cmd").stringValue() + " " + item.path("memo").stringValue() + " "
                + item.path("next_run_at").stringValue());
        assertEquals("invalid_request: this plugin has no schedule runtime_9",
                refusal(gateway, run, "cron.update", "{\"id\":\"runtime_9\",\"fields\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"fields\":{\"cron\":\"at dawn\",\"cmd\":\"tea\"}}", "{\"fields\":{\"cmd\":\"tea\"}}", "{}",
        "{\"fields\":[]}", "{\"fields\":\"0 8 * * *\"}"})
    void whatIsNoScheduleIsRefusedAndNotKept(String params) throws Exception {
        assertTrue(refusal(gateway, run, "cron.add", params).startsWith("invalid_request: "), params);
        assertEquals("", list(run));
    }

    @Test
    void aScheduleThatAnUpdateWouldBreakGoesOnAsItWas() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\"}");
        refusal(gateway, run, "cron.update", "{\"id\":\"runtime_1\",\"fields\":{\"cron\":\"at dawn\"}}");
        assertEquals("0 8 * * *", ask(gateway, run, "cron.get", "{\"id\":\"runtime_1\"}").path("cron").stringValue());
        said("2027-01-01T08:00:01Z");
    }

    @Test
    void aPluginSeesAndEndsItsOwnOnly() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\"}");
        Run other = Scripts.run(Scripts.plugin("milk.py"), run.context());
        assertEquals("", list(other));
        assertEquals("{}", ask(gateway, other, "cron.get", "{\"id\":\"runtime_1\"}").toString());
        assertEquals(false, ask(gateway, other, "cron.delete", "{\"id\":\"runtime_1\"}").booleanValue());
        assertEquals(true, ask(gateway, run, "cron.delete", "{\"id\":\"runtime_1\"}").booleanValue());
        assertEquals(false, ask(gateway, run, "cron.delete", "{\"id\":\"runtime_1\"}").booleanValue());
        assertEquals(Optional.empty(), scheduler.next("runtime_1"));
    }

    @Test
    void theyGoOnAfterTheNextStartAndNumbersAreNotGivenTwice() throws Exception {
        add("{\"cron\":\"0 8 * * *\",\"cmd\":\"one\"}");
        add("{\"cron\":\"0 9 * * *\",\"cmd\":\"two\"}");
        ask(gateway, run, "cron.delete", "{\"id\":\"runtime_1\"}");
        scheduler.close();
        start();
        calls.restore();
        assertEquals("runtime_2", list(run));
        assertEquals("runtime_3", add("{\"cron\":\"0 7 * * *\",\"cmd\":\"three\"}").path("id").stringValue());
        assertEquals("two", said("2027-01-01T09:00:01Z").text());
    }

    @Test
    void oneThatIsDamagedDoesNotKeepTheOthersFromBeginning() throws Exception {
        CronEntries entries = bench.store.cronEntries();
        entries.put(new CronEntries.Entry("runtime_1", "tea.py", "{\"cron\":\"at dawn\"}"));
        entries.put(new CronEntries.Entry("runtime_2", "tea.py", "{\"cron\":"));
        entries.put(new CronEntries.Entry("x", "tea.py", "{\"cron\":\"0 8 * * *\",\"cmd\":\"strange\"}"));
        entries.put(new CronEntries.Entry("runtime_4", "tea.py", "{\"cron\":\"0 8 * * *\",\"cmd\":\"tea\"}"));
        calls.restore();
        assertEquals("tea", said("2027-01-01T08:00:01Z").text());
    }

    @Test
    void whatPeopleSaidStaysTextUntilItIsSaidAndIsBareThen() throws Exception {
        JsonNode item = add("{\"cron\":\"0 8 * * *\",\"cmd\":\"[\u2060CQ:at,qq=all]\"}");
        assertEquals("[\u2060CQ:at,qq=all]", item.path("cmd").stringValue());
        assertEquals("[CQ:at,qq=all]", said("2027-01-01T08:00:01Z").text());
    }
}
