package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.PlatformCaller;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Calls of the platform's own, by scripts.
class PlatformActionsTest {
    @TempDir
    Path folder;
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();
    private final Run cron = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));

    @BeforeEach
    void open() throws InterruptedException {
        bench = new CallBench(folder);
        gateway = new Gateway(new PlatformActions(
                new PlatformCaller(bench.registry, bench.supervisor, bench.dispatcher::canonical, Ticker.system())));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private String refusal(Run of, String params) {
        return CallBench.refusal(gateway, of, "platform.call", params);
    }

    @Test
    void theAccountOfTheCurrentChatIsAsked() throws Exception {
        JsonNode receipt = CallBench.ask(gateway, run, "platform.call",
                "{\"action\":\"get_group_info\",\"params\":{\"group_id\":9007199254740993,\"deep\":{\"a\":[1,null]}},\"timeout\":70}");
        assertEquals(List.of("call get_group_info {deep={a=[1, null]}, group_id=9007199254740993} within 70"),
                bench.platform.done);
        assertEquals("true accepted qq bot current get_group_info", receipt.path("ok").asString() + " "
                + receipt.path("code").asString() + " " + receipt.path("im_type").asString() + " "
                + receipt.path("account_id").asString() + " " + receipt.path("rule").asString() + " "
                + receipt.path("action").asString());
        assertEquals("get_group_info", receipt.at("/result/action").asString());
    }

    @Test
    void elsewhereTheRulesForPushesFindOne() throws Exception {
        JsonNode receipt = CallBench.ask(gateway, cron, "platform.call", "{\"action\":\"leave\",\"options\":{\"im\":\"QQ\"}}");
        assertEquals("default", receipt.path("rule").asString());
        assertEquals(List.of("call leave {} within 10000"), bench.platform.done);
        assertTrue(refusal(cron, "{\"action\":\"leave\"}").startsWith("invalid_request: the call names neither an account nor"));
        assertTrue(refusal(cron, "{\"action\":\"leave\",\"options\":{\"account_id\":\"wx\"}}").startsWith("account_offline: "));
        assertTrue(refusal(run, "{\"action\":\"leave\",\"options\":{\"account_id\":\"none\"}}").startsWith("account_unknown: "));
        assertTrue(refusal(run, "{\"action\":\" \"}").startsWith("invalid_request: the call names no action"));
    }

    @Test
    void whatTheFileDoesNotAllowIsNotAsked() {
        assertEquals("account_forbidden: the file of account bot does not allow the platform call 'set_group_leave'; write"
                + " platform_calls: [set_group_leave] into it, or all", refusal(run, "{\"action\":\"set_group_leave\"}"));
        assertEquals(List.of(), bench.platform.done);
    }

    @Test
    void whatWasNotDoneIsAnErrorWithTheCodeOfAPush() {
        assertEquals("rejected: account bot (qq): the platform forbids it", refusal(run, "{\"action\":\"forbidden\"}"));
        String unable = refusal(run, "{\"action\":\"leave\",\"options\":{\"account_id\":\"spare\"}}");
        assertTrue(
                unable.startsWith("unsupported_part: account spare (qq): adapter played of account spare has no platform calls"),
                unable);
    }
}
