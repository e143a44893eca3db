package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.dingtalk.CrossDingtalk;
import dev.botyard.adapters.discord.CrossDiscord;
import dev.botyard.adapters.feishu.CrossFeishu;
import dev.botyard.adapters.matrix.CrossMatrix;
import dev.botyard.adapters.notify.CrossNotify;
import dev.botyard.adapters.qqbot.CrossQqBot;
import dev.botyard.adapters.satori.CrossSatori;
import dev.botyard.adapters.slack.CrossSlack;
import dev.botyard.adapters.telegram.CrossTelegram;
import dev.botyard.adapters.wecom.CrossWecom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// All that scripts call, on all IMs that come with the host, in both languages: one host, two accounts of each IM.
class CrossProductIT {
    private static final Map<String, Supplier<CrossIm>> IMS = new TreeMap<>(Map.ofEntries(
            Map.entry("dingtalk", CrossDingtalk::new),
            Map.entry("discord", CrossDiscord::new), Map.entry("feishu", CrossFeishu::new), Map.entry("matrix", CrossMatrix::new),
            Map.entry("notify", CrossNotify::new), Map.entry("qq", CrossQq::new), Map.entry("qqbot", CrossQqBot::new),
            Map.entry("qx", CrossQx::new), Map.entry("satori", CrossSatori::new), Map.entry("slack", CrossSlack::new),
            Map.entry("telegram", CrossTelegram::new), Map.entry("web", CrossWeb::new), Map.entry("wecom", CrossWecom::new),
            Map.entry("weixin", CrossWeixin::new)));
    private static final String FAILED = "failed";
    private static final List<CrossIm> PLAYED = new ArrayList<>();
    private static final Map<String, CompletableFuture<Map<String, String>>> COLUMNS = new TreeMap<>();
    private static final Map<String, CrossStage> STAGES = new TreeMap<>();
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    static Path home;

    private static RunningHost host;
    private static CrossTable table;

    @BeforeAll
    static void start() throws Exception {
        table = CrossTable.read();
        host = new RunningHost(home);
        for (String language : List.of("py", "js")) {
            Path script = Yard.resource("cross").resolve("cross." + language);
            if (Files.exists(script)) {
                Files.copy(script, home.resolve("plugins/cross." + language));
            }
        }
        for (Map.Entry<String, Supplier<CrossIm>> im : IMS.entrySet()) {
            List<CrossIm> both = List.of(im.getValue().get(), im.getValue().get());
            PLAYED.addAll(both);
            CrossStage stage = new CrossStage(host, im.getKey(), both.getFirst(), both.getLast());
            stage.prepare(im.getKey().equals("qq") ? "onebot11" : im.getKey());
            STAGES.put(im.getKey(), stage);
        }
        host.start();
        host.awaitPlugin("cross.py");
        STAGES.forEach((im, stage) -> COLUMNS.put(im, CompletableFuture.supplyAsync(() -> column(stage), THREADS)));
    }

    private static Map<String, String> column(CrossStage stage) {
        Map<String, String> column = new LinkedHashMap<>();
        try {
            stage.arrive();
            for (String language : languages()) {
                for (String row : table.rows()) {
                    column.put(language + " " + row, stage.play(language, row));
                }
            }
        } catch (Exception | Error failure) {
            column.put(FAILED, failure.toString());
        }
        return column;
    }

    private static List<String> languages() {
        return List.of("py", "js").stream().filter(language -> Files.exists(home.resolve("plugins/cross." + language))).toList();
    }

    static List<String> ims() {
        return List.copyOf(IMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("ims")
    void everyCallComesToWhatTheTableSays(String im) {
        Map<String, String> column = COLUMNS.get(im).join();
        assertNull(column.get(FAILED), im);
        List<String> wrong = new ArrayList<>();
        column.forEach((call, cell) -> {
            String wanted = table.cell(call.substring(call.indexOf(' ') + 1), im);
            if (!cell.equals(wanted)) {
                wrong.add(call + ": " + cell + ", not " + wanted);
            }
        });
        assertEquals("", String.join("\n", wrong));
        assertEquals(languages().size() * table.rows().size(), column.size());
    }

    /// Those that nobody had tried on a whole host before.
    @ParameterizedTest
    @ValueSource(strings = {"matrix", "slack"})
    void aPlatformThatWasAwayIsAnsweredAgain(String im) throws Exception {
        COLUMNS.get(im).join();
        STAGES.get(im).away();
        assertEquals("ok", STAGES.get(im).play("py", "reply text"));
        assertEquals("ok", STAGES.get(im).play("js", "group"));
    }

    @Test
    void theReadmeOfTheAdaptersShowsTheTable() throws Exception {
        String readme = Files.readString(RunningHost.checkout().resolve("adapters/README.md"));
        assertTrue(readme.contains("\n" + table.markdown() + "\n"),
                () -> "adapters/README.md lacks this table:\n" + table.markdown());
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
        THREADS.shutdownNow();
        for (CrossIm played : PLAYED) {
            played.close();
        }
    }
}
