package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What scripts do to each other and to the host: nothing.
@TestInstance(Lifecycle.PER_CLASS)
class ScriptsIT {
    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        host.file("botyard.yaml", "masters: { qq: [\"900\"] }\n");
        host.python("echo.py", "#[rule: echo (.+)]", "sender.reply(sender.param(1))");
        host.file("plugins/jsecho.js", "//[author: t]\n//[rule: js (.+)]\nconst m = require('./middleware');\n"
                + "const s = new m.Sender(m.getSenderID());\nawait s.reply(await s.param(1));\n");
        host.python("loop.py", "#[timeout: 1s]", "while True: pass");
        host.python("killer.py", "", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)");
        host.python("flood.py", "", "line = 'x' * 1023 + '\\n'\nfor i in range(200000): print(line, end='')");
        host.python("greedy.py", "", "a = []\nwhile True: a.append(bytearray(50_000_000))");
        host.python("raiser.py", "", "raise ValueError('no tea')");
        host.python("leaver.py", "",
                "import os\nos.environ['LEFT'] = 'x'\nglobal_left = 1\nos.chdir('/')\nmiddleware.left = 1\nexit()");
        host.python("finder.py", "",
                "import os\nprint('LEFT' in os.environ, 'global_left' in globals(), hasattr(middleware, 'left'), os.getcwd() == "
                        + "os.path.dirname(os.path.abspath(__file__)))");
        host.python("slow.py", "#[rule: slow (.+)]",
                "import time\ntime.sleep(0.2 if sender.param(1) == '0' else 0)\nsender.reply(sender.param(1))");
        host.python("high.py", "#[rule: chain]\n#[priority: 9999999999]", "sender.setContinue()\nsender.reply('high')");
        host.python("low.py", "#[rule: chain]\n#[priority: 1]", "sender.reply('low')");
        host.python("lowest.py", "#[rule: chain]", "sender.reply('never')");
        host.python("beside.py", "#[rule: chain]\n#[bypass: true]\n#[priority: 5]", "sender.reply('beside')");
        host.python("boss.py", "#[rule: boss]\n#[admin: true]", "sender.reply('yes boss ' + str(sender.isAdmin()))");
        host.python("only.py", "#[rule: only]\n#[imType: web]", "sender.reply('web only')");
        host.python("route.py", "#[router: /hello/{who}]\n#[method: get,post]",
                "sender.response({'hello': sender.getRouterParams()['who']})");
        host.python("join.py", "#[event: qq-notice-group_increase]",
                "sender.reply('welcome ' + str(sender.getEventData()['user_id']))");
        host.python("joined.py", "#[event: group.member.join]", "sender.reply('also ' + sender.getUserID())");
        host.python("config.py", "#[param: {\"key\": \"shop.price\", \"default\": \"7\"}]",
                "print(middleware.bucketGet('shop', 'price'))\nmiddleware.bucketSet('shop', 'price', 8)\nprint(middleware.bucketGet(bucket='shop', key='price'))");
        host.start();
        bot = host.connect("bot", "10001");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void aLoopAKillAFloodAndAGluttonHarmNobody() throws Exception {
        List<Thread> wild = new ArrayList<>();
        for (String file : List.of("loop.py", "killer.py", "flood.py", "greedy.py")) {
            wild.add(Thread.ofVirtual().start(() -> host.fake(file)));
        }
        for (int i = 0; i < 20; i++) {
            bot.emit(bot.events().groupText("11", "7", "echo still here " + i));
            awaitTexts("11", i + 1);
        }
        for (Thread thread : wild) {
            thread.join();
        }
        assertTrue(host.awaitRun("loop.py", "fake").path("error").stringValue("").contains("time limit"));
        assertEquals("killed", host.awaitRun("killer.py", "fake").path("status").stringValue(""));
        JsonNode flood = host.awaitRun("flood.py", "fake");
        assertEquals("ok", flood.path("status").stringValue(""), flood::toString);
        assertTrue(flood.path("output").stringValue("").length() < 300_000);
        assertTrue(!host.awaitRun("greedy.py", "fake").path("status").stringValue("").equals("ok"));
    }

    @Test
    void anExceptionIsToldWithTheScriptsOwnLine() {
        JsonNode run = host.fake("raiser.py");
        assertEquals("error ValueError: no tea", run.path("status").stringValue("") + " " + run.path("error").stringValue(""));
        assertTrue(run.path("traceback").stringValue("").contains("raiser.py"), run::toString);
    }

    @Test
    void oneRunSeesNothingOfAnother() {
        assertEquals("ok", host.fake("leaver.py").path("status").stringValue(""));
        assertEquals("False False False True\n", host.fake("finder.py").path("output").stringValue(""));
    }

    @Test
    void repliesOfOneChatKeepTheOrderOfTheMessages() throws Exception {
        for (int i = 0; i < 5; i++) {
            bot.emit(bot.events().groupText("55", "7", "slow " + i));
        }
        awaitTexts("55", 5);
        assertEquals(List.of("0", "1", "2", "3", "4"), texts("55"));
    }

    private void awaitTexts(String group, int count) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> texts(group).size() >= count);
    }

    private List<String> texts(String group) {
        return bot.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals(group)).map(RecordedCall::text)
                .toList();
    }

    @Test
    void theFirstHitStopsTheChainUnlessItContinues() throws Exception {
        bot.emit(bot.events().groupText("66", "7", "chain"));
        awaitTexts("66", 3);
        bot.emit(bot.events().groupText("66", "7", "echo end"));
        awaitTexts("66", 4);
        assertEquals(List.of("beside", "end", "high", "low"), texts("66").stream().sorted().toList());
    }

    @Test
    void adminAndSelectorsDecideWhoMayFire() throws Exception {
        for (String user : List.of("7", "900")) {
            bot.emit(bot.events().groupText("77", user, "boss"));
        }
        bot.emit(bot.events().groupText("77", "7", "only"));
        bot.emit(bot.events().groupText("77", "7", "echo end"));
        awaitTexts("77", 2);
        assertEquals(List.of("end", "yes boss True"), texts("77").stream().sorted().toList());
    }

    @Test
    void bothNamesOfAnEventFire() throws Exception {
        bot.emit(bot.events().notice("group_increase",
                ",\"sub_type\":\"approve\",\"group_id\":88,\"user_id\":9007199254740993,\"operator_id\":1"));
        awaitTexts("88", 2);
        assertEquals(List.of("also 9007199254740993", "welcome 9007199254740993"), texts("88").stream().sorted().toList());
    }

    @Test
    void javascriptAnswersToo() {
        bot.emit(bot.events().groupText("12", "7", "js hi there"));
        awaitTexts("12", 1);
        assertEquals(List.of("hi there"), texts("12"));
    }

    @Test
    void aRouteAnswersHttp() {
        assertEquals("{\"hello\":\"bob\"}", host.send("GET", "/hello/bob", "", "").body());
        assertEquals(405, host.send("DELETE", "/hello/bob", "", "").statusCode());
    }

    @Test
    void settingsHaveDefaultsUntilTheyAreSet() {
        assertEquals("7\n8\n", host.fake("config.py").path("output").stringValue(""));
        assertEquals("8", host.get("/buckets/shop/price").path("value").stringValue(""));
    }
}
