package dev.botyard.runtime.script.keyword;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.script.plugin.Leftovers;
import dev.botyard.runtime.script.plugin.PluginBench;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunCalls;
import dev.botyard.runtime.script.plugin.RunListener;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.script.plugin.Scripts;
import dev.botyard.runtime.script.worker.CallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// People say things, and what stands in `replies.yaml` is answered; plugins stand beside.
class KeywordRepliesTest {
    @TempDir
    private Path home;
    private PluginBench bench;
    private Store store;
    private KeywordReplies replies;
    private PluginTriggers triggers;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<RunRecord> ended = new CopyOnWriteArrayList<>();
    private volatile Object answer = Map.of("ok", true);

    @BeforeEach
    void open() throws IOException {
        bench = new PluginBench(home);
        store = Store.open(home.resolve("left.db"));
        replies = new KeywordReplies(home.resolve("replies.yaml"),
                new EntryFile<>(home.resolve("replies.yaml"), new YamlReader(new HomeFolder(home), new Secrets()),
                        ReplyEntry.KIND),
                bench.catalog()::replies);
        bench.runner().carryOut(new ReplyRuns(replies, size -> size - 1));
        bench.runner().serve(new RunCalls() {
            @Override
            public Object call(Run run, String method, JsonNode params) {
                said.add(method + " " + params);
                if (answer instanceof RuntimeException failure) {
                    throw failure;
                }
                return answer;
            }

            @Override
            public boolean speaks(String method, JsonNode params) {
                return method.equals("reply");
            }
        }, () -> "{}");
        bench.runner().listen(new RunListener() {
            @Override
            public void ended(Run run) {
                ended.add(run.report());
            }
        });
        Masters masters = () -> Map.of("qq", List.of("boss"));
        triggers = new PluginTriggers(bench.catalog(), bench.runner(), masters,
                new Leftovers(store.waitingRuns(), Ticker.system()), payment -> {}, im -> im.equals("penguin") ? "qq" : im);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        store.close();
    }

    private void written(String text) throws IOException {
        Files.writeString(home.resolve("replies.yaml"), text);
        replies.refresh();
    }

    private void hear(InboundMessage message) {
        triggers.message(message, EventMark.of(message.event()), Journey.UNSEEN);
    }

    /// Who answers to this: the plugins' and replies' names.
    private List<String> answering(String text) {
        int before = ended.size();
        hear(Scripts.said(text));
        bench.awaitQuiet();
        await().until(() -> bench.runner().active().isEmpty());
        return ended.subList(before, ended.size()).stream().map(RunRecord::plugin).toList();
    }

    @Test
    void aReplyIsSaidAndItsRunIsLogged() throws IOException {
        written("greeting:\n  when: [hello, hi]\n  answer: [one, two]\n");
        assertEquals(List.of("replies.yaml: greeting"), answering("hi"));
        assertEquals(List.of("reply {\"kind\":\"text\",\"text\":\"two\"}"),
                said.stream().map(KeywordRepliesTest::sorted).toList());
        assertEquals("ok reply", ended.getFirst().status().label() + " " + ended.getFirst().calls().getFirst().method());
        assertEquals(List.of(), answering("Hi"));
        assertEquals(List.of(), answering("hi there"));
    }

    private static String sorted(String call) {
        return call.replace("{\"text\":\"two\",\"kind\":\"text\"}", "{\"kind\":\"text\",\"text\":\"two\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text | a.b* | a.b* | true", "text | a.b* | axb | false", "text | ^a$ | ^a$ | true",
        "text | raw x | raw x | true", "text | weather [city] | weather Berlin | false",
        "template | weather [city] | weather Berlin | true", "template | weather [city] | the weather Berlin | false",
        "template | (a.b) ? | (a.b) now | true", "template | plain | plain | true",
        "pattern | a\\d | say a5 now | true", "pattern | ^a\\d$ | say a5 now | false", "pattern | [ab]+ | ccab | true"})
    void aRuleIsReadAsItsWriterSaid(String as, String when, String text, boolean matches) throws IOException {
        written("r:\n  when: '" + when + "'\n  as: " + as + "\n  answer: x\n");
        assertEquals(matches ? List.of("replies.yaml: r") : List.of(), answering(text));
    }

    @Test
    void picturesGoAlong() throws IOException {
        written("one:\n  when: one\n  pictures: [a.png]\nboth:\n  when: both\n  answer: look\n  pictures: [a.png, b.png]\n");
        answering("one");
        assertTrue(said.getFirst().contains("\"kind\":\"image\"") && said.getFirst().contains("\"source\":\"a.png\""),
                said::toString);
        answering("both");
        String both = said.getLast();
        assertTrue(both.contains("\"kind\":\"mixed\"") && both.indexOf("look") < both.indexOf("a.png")
                && both.indexOf("a.png") < both.indexOf("b.png"), both);
    }

    @Test
    void pluginsAndRepliesStandInOneOrderOfPriority() throws Exception {
        bench.obliging();
        bench.add("tea.py", "rule: tea", "priority: 5");
        written("low:\n  when: tea\n  answer: x\n  priority: 4\n");
        assertEquals(List.of("tea.py"), answering("tea"));
        written("high:\n  when: tea\n  answer: x\n  priority: 6\n");
        assertEquals(List.of("replies.yaml: high"), answering("tea"));
        bench.add("milk.py", "rule: milk");
        assertEquals(List.of("replies.yaml: high"), answering("tea"), "a plugin that comes does not drive replies away");
        written("high:\n  when: tea\n  answer: x\n  priority: 6\n  enabled: false\n");
        assertEquals(List.of("tea.py"), answering("tea"));
    }

    @Test
    void itIsSaidOnlyWhereAndToWhomItsWriterSaid() throws IOException {
        written("r:\n  when: x\n  answer: y\n  im: [penguin]\n  groups: ['700']\n  people: [ann]\n");
        assertEquals(List.of("replies.yaml: r"), answering("x"));
        hear(Scripts.said(Chat.group("701", ""), "ann", "x"));
        hear(Scripts.said(Chat.group("700", ""), "bob", "x"));
        hear(Scripts.said(Chat.direct("ann"), "ann", "x"));
        written("r:\n  when: x\n  answer: y\n  im: [web]\n");
        hear(Scripts.said("x"));
        written("r:\n  when: x\n  answer: y\n  admin: true\n");
        hear(Scripts.said("x"));
        await().until(() -> bench.runner().active().isEmpty());
        assertEquals(1, ended.size());
        hear(Scripts.said(Chat.group("700", ""), "boss", "x"));
        await().until(() -> ended.size() == 2);
    }

    @Test
    void whatCannotBeSentStandsInTheLog() throws IOException {
        written("r:\n  when: x\n  answer: y\n");
        answer = Map.of("ok", false, "error", "account_offline: it sleeps");
        answering("x");
        assertEquals("error account_offline: it sleeps", ended.getLast().status().label() + " " + ended.getLast().error());
        answer = CallException.invalid("no");
        answering("x");
        assertEquals("error no", ended.getLast().status().label() + " " + ended.getLast().error());
    }

    @Test
    void aBrokenEntryIsToldAndWhatItSaidBeforeGoesOn() throws IOException {
        written("a:\n  when: x\n  answer: old\nb:\n  when: z\n  answer: b\n");
        written("a:\n  when: '('\n  as: pattern\n  answer: new\n");
        assertEquals("a.when", replies.problems().getFirst().key());
        assertEquals(List.of("replies.yaml: a"), answering("x"));
        assertEquals(List.of(), answering("z"), "it was taken out");
        written("a: [broken\n");
        assertEquals(List.of("replies.yaml: a"), answering("x"));
        written("a:\n  when: x\n  answer: new\n");
        assertEquals(List.of(), replies.problems());
    }

    @Test
    void itIsWrittenAndTakenOut() throws IOException {
        replies.put("r", Map.of("when", List.of("x"), "answer", "y"));
        assertEquals(List.of("replies.yaml: r"), answering("x"));
        String told = assertThrows(IllegalArgumentException.class,
                () -> replies.put("r", Map.of("when", "(", "as", "pattern", "answer", "y"))).getMessage();
        assertTrue(told.startsWith("r.when: The rule '(' is not a valid pattern"), told);
        assertEquals(List.of("replies.yaml: r"), answering("x"));
        replies.remove("r");
        assertEquals(List.of(), answering("x"));
    }
}
