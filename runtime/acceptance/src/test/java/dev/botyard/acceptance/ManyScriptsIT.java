package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A folder with hundreds of scripts.
class ManyScriptsIT {
    private static final int FAULTY = 7;

    @Test
    void aWorkerOfEachLanguageIsThereBeforeTheFirstMessage(@TempDir Path home) throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        try (RunningHost host = new RunningHost(home).file("botyard.yaml", "plugins: { warm_start: true }\n")) {
            host.python("off.py", "#[rule: off]\n#[disable: true]", "sender.reply('off')").start();
            assertEquals(List.of("disabled"), RunningHost.names(host.get("/plugins").path("plugins"), "state"));
            assertEquals(0, host.get("/workers").path("workers").size());
            host.python("on.py", "#[rule: on]", "sender.reply('on')");
            await().until(() -> idle(host).equals(List.of("python 1 of 1")));
            host.file("plugins/more.js", "//[author: t]\n//[rule: more]\n");
            await().until(() -> idle(host).equals(List.of("javascript 1 of 1", "python 1 of 1")));
            host.python("two.py", "#[rule: two]", "sender.reply('two')").awaitPlugin("two.py");
            assertEquals(List.of("javascript 1 of 1", "python 1 of 1"), idle(host));
        }
        await().until(() -> started(before).findAny().isEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whenMemoryRunsOutTheHostIsTheLastToEnd(@TempDir Path home) throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        try (RunningHost host = new RunningHost(home).file("botyard.yaml", "plugins: { warm_start: true }\n")) {
            host.python("on.py", "#[rule: on]", "sender.reply('on')").file("plugins/more.js", "//[rule: more]\n").start();
            await().until(() -> idle(host).equals(List.of("javascript 1 of 1", "python 1 of 1")));
            // Those that compile scripts do not stay.
            await().until(() -> started(before).allMatch(process -> chosen(process) >= 300));
            assertTrue(started(before).filter(process -> chosen(process) >= 600).count() >= 2, "two workers");
        }
    }

    private static int chosen(ProcessHandle process) {
        try {
            return Integer.parseInt(Files.readString(Path.of("/proc/" + process.pid() + "/oom_score_adj")).strip());
        } catch (IOException gone) {
            return 1_000;
        }
    }

    private static List<String> idle(RunningHost host) {
        return host.get("/workers").path("workers").valueStream().map(one -> one.path("language").stringValue("") + " "
                + one.path("idle") + " of " + one.path("workers")).sorted().toList();
    }

    @Test
    void threeHundredScriptsIdleWithoutAProcessAndShareThem(@TempDir Path home) throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        try (RunningHost host = new RunningHost(home).qq("bot", "10001", "default: true\n")) {
            for (int i = 0; i < 200; i++) {
                host.python("p" + i + ".py", "#[rule: ^p" + i + " (.+)$]",
                        "sender.reply('p" + i + " ' + sender.param(1)" + (i == FAULTY ? "" : ")"));
            }
            for (int i = 0; i < 100; i++) {
                host.file("plugins/j" + i + ".js",
                        "//[author: t]\n//[rule: j" + i + " (.+)]\nconst m = require('./middleware');\n"
                                + "const s = new m.Sender(m.getSenderID());\nawait s.reply('j" + i + " ' + await s.param(1)"
                                + (i == FAULTY ? ";\n" : ");\n"));
            }
            host.file("botyard.yaml", "plugins: { warm_start: false }\n").start();
            assertEquals(300, host.get("/plugins").path("plugins").size());
            // Once, after the start, each interpreter has compiled all of its scripts; that process does not stay.
            await().until(() -> host.get("/plugins/p7.py").path("state").stringValue("").equals("invalid")
                    && host.get("/plugins/j7.js").path("state").stringValue("").equals("invalid"));
            await().until(() -> started(before).findAny().isEmpty());
            assertEquals(298, RunningHost.names(host.get("/plugins").path("plugins"), "state").stream()
                    .filter(state -> state.equals("enabled")).count());
            SimulatedAccount bot = host.connect("bot", "10001");
            for (int i = FAULTY + 1; i < 100; i++) {
                for (String text : List.of("p" + i + " x", "j" + i + " x")) {
                    bot.emit(bot.events().groupText("1", "7", text));
                    bot.awaitCall(text, call -> call.text().equals(text), SOON);
                }
            }
            assertTrue(started(before).count() <= 6,
                    () -> "200 scripts one after another need " + started(before).count() + " processes");
        }
    }

    private static Stream<ProcessHandle> started(List<ProcessHandle> before) {
        return ProcessHandle.current().descendants().filter(process -> !before.contains(process));
    }
}
