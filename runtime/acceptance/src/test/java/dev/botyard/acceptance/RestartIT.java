package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The launcher of the distribution as a process: started, asked, stopped, killed.
class RestartIT {
    @TempDir
    Path home;
    private final List<Process> started = new ArrayList<>();

    /// What a test that failed has left.
    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void afterAKillEverythingIsAsItWas() throws Exception {
        Files.createDirectories(home.resolve("accounts"));
        for (String id : List.of("a", "b")) {
            Files.writeString(home.resolve("accounts/" + id + ".yaml"),
                    "im: qq\nconfig: { self_id: \"" + id + "\", access_token: t }\n");
        }
        Process first = botyard("run", "--home", home.toString(), "--port", "0");
        String address = ready(first);
        api(address, "POST", "/accounts/b/default", "");
        api(address, "PUT", "/buckets/otto/key", "{\"value\":\"kept\"}");
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();
        Process second = botyard("run", "--home", home.toString(), "--port", "0");
        String again = ready(second);
        assertTrue(Json.MAPPER.readTree(api(again, "GET", "/accounts/b", "")).path("default").booleanValue(false));
        assertEquals("kept", Json.MAPPER.readTree(api(again, "GET", "/buckets/otto/key", "")).path("value").stringValue(""));
        second.destroy();
        assertTrue(second.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "SIGTERM did not stop the host");
        assertTrue(!Files.exists(home.resolve("data/run/host.json")));
    }

    /// A script of each language writes as fast as it can, a third is started by a schedule, a fourth waits for a person; then the host dies.
    @Test
    void noWriteThatReturnedIsLostWhenTheHostDiesAmidWaitsAndSchedules() throws Exception {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        String head = "#[author: t]\nimport middleware\nsender = middleware.Sender(middleware.getSenderID())\n";
        Files.writeString(plugins.resolve("writer.py"), head + "with open('py.log', 'w') as log:\n    for i in range(1000000):\n"
                + "        middleware.bucketSet('py', str(i), i)\n        print(i, file=log, flush=True)\n");
        Files.writeString(plugins.resolve("writer.js"),
                "//[author: t]\nconst m = require('./middleware');\nconst fs = require('fs');\n"
                        + "for (let i = 0; i < 1000000; i++) {\n  await m.bucketSet('js', String(i), i);\n  fs.appendFileSync('js.log', i + '\\n');\n}\n");
        Files.writeString(plugins.resolve("tick.py"), "#[cron: */1 * * * * *]\n" + head
                + "n = int(middleware.bucketGet('tick', 'n') or 0) + 1\nmiddleware.bucketSet('tick', 'n', n)\n"
                + "open('tick.log', 'a').write(str(n) + '\\n')\n");
        Files.writeString(plugins.resolve("asks.py"), "#[rule: ask]\n" + head
                + "middleware.Cron().addCron('0 0 1 1 *', False, 'kept command')\nmiddleware.bucketSet('asks', 'crons', len(middleware.Cron().getCrons()))\nmiddleware.bucketSet('asks', 'step', 'asked')\n"
                + "middleware.bucketSet('asks', 'answer', sender.listen(600000))\n");
        Process first = botyard("run", "--home", home.toString(), "--port", "0");
        String address = ready(first);
        Threads.startVirtual("py", () -> ask(address, "/plugins/writer.py/run"));
        Threads.startVirtual("js", () -> ask(address, "/plugins/writer.js/run"));
        api(address, "POST", "/messages", "{\"imType\":\"web\",\"userID\":\"ada\",\"content\":\"ask\"}");
        await().until(() -> lines("py.log").size() > 300 && lines("js.log").size() > 300
                && lines("tick.log").size() > 1 && value(address, "asks", "step").equals("asked"));
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();
        Process second = botyard("run", "--home", home.toString(), "--port", "0");
        String again = ready(second);
        try {
            for (String language : List.of("py", "js")) {
                JsonNode kept = Json.MAPPER.readTree(api(again, "GET", "/buckets/" + language, ""));
                List<String> returned = lines(language + ".log");
                assertTrue(returned.size() > 300);
                returned.forEach(i -> assertTrue(kept.toString().contains("\"" + i + "\""), () -> language + " lost " + i));
            }
            int ticks = Integer.parseInt(lines("tick.log").getLast());
            await().until(() -> Integer.parseInt(value(again, "tick", "n")) > ticks);
            api(again, "POST", "/messages", "{\"imType\":\"web\",\"userID\":\"ada\",\"content\":\"ask\"}");
            await().until(() -> {
                api(again, "POST", "/messages", "{\"imType\":\"web\",\"userID\":\"ada\",\"content\":\"tea\"}");
                return value(again, "asks", "answer").equals("tea");
            });
            assertEquals("2", value(again, "asks", "crons"), "the schedule of before and the one of now");
        } finally {
            second.destroy();
            assertTrue(second.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "SIGTERM did not stop the host");
        }
    }

    /// WeChat delivers no message again once the cursor has moved. Most of these wait for their turn when the host dies.
    @Test
    void noMessageOfWeChatIsLostWhenTheHostIsKilledAndOnlyTheLastAreBegunAgain() throws Exception {
        try (IlinkServer server = new IlinkServer(0)) {
            Files.createDirectories(home.resolve("accounts"));
            Files.writeString(home.resolve("accounts/wx.yaml"), "im: weixin\nconfig:\n  base_url: " + server.url() + "\n");
            Files.writeString(Files.createDirectories(home.resolve("plugins")).resolve("log.py"),
                    "#[author: t]\n#[rule: raw .+]\nimport middleware, time\n"
                            + "text = middleware.Sender(middleware.getSenderID()).getMessage()\n"
                            + "open('heard.log', 'a').write(text + '\\n')\ntime.sleep(0.02)\n");
            Process host = botyard("run", "--home", home.toString(), "--port", "0");
            String address = ready(host);
            api(address, "POST", "/accounts/wx/login", "");
            await()
                    .until(() -> api(address, "GET", "/accounts/wx/login", "").contains("weixin.example"));
            server.scan("confirmed");
            List<String> said = new ArrayList<>();
            for (int kill = 1; kill <= 2; kill++) {
                for (int i = 0; i < 50; i++) {
                    said.add("message " + said.size());
                    server.say(said.getLast());
                }
                int heard = said.size() - 35;
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> lines("heard.log").size() >= heard);
                host.destroyForcibly().waitFor();
                host = botyard("run", "--home", home.toString(), "--port", "0");
                ready(host);
            }
            await().until(() -> lines("heard.log").contains(said.getLast()));
            List<String> heard = lines("heard.log");
            assertTrue(beganAgain(heard) <= 2, () -> "what had ended long before a kill is not begun again: " + heard);
            said.removeAll(heard);
            assertEquals(List.of(), said, "lost");
            host.destroy();
            assertTrue(host.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "SIGTERM did not stop the host");
        }
    }

    /// How often the order goes back to what was heard before: once for each end, with the run that was under way and, where the store was
    /// behind, those whose end it had not written yet.
    private static long beganAgain(List<String> heard) {
        int newest = -1;
        int before = -1;
        long returns = 0;
        for (String message : heard) {
            int number = Integer.parseInt(message.replace("message ", ""));
            returns += number <= before ? 1 : 0;
            assertTrue(newest - number < 10, () -> "it had ended long before: " + heard);
            newest = Math.max(newest, number);
            before = number;
        }
        return returns;
    }

    private List<String> lines(String log) throws IOException {
        Path file = home.resolve("plugins").resolve(log);
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private String value(String address, String bucket, String key) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(api(address, "GET", "/buckets/" + bucket + "/" + key, "")).path("value").stringValue("0");
    }

    private void ask(String address, String path) {
        try {
            api(address, "POST", path, "{}");
        } catch (IOException e) {
            // The host was killed meanwhile; that is the test.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// QQ drops nothing that comes twice: what was being sent when the host died is told as unknown, and not sent again.
    @Test
    void noQueuedPushIsLostOrDoubledWhenTheHostIsKilled() throws Exception {
        Files.createDirectories(home.resolve("accounts"));
        Files.writeString(home.resolve("accounts/a.yaml"), "im: qq\nconfig: { self_id: \"1\", access_token: t }\n");
        List<String> promised = Collections.synchronizedList(new ArrayList<>());
        try (OneBotSimulator simulator = new OneBotSimulator()) {
            SimulatedAccount account = simulator.account("1").token("t");
            Process first = botyard("run", "--home", home.toString(), "--port", "0");
            String address = ready(first);
            Thread pushing = Threads.startVirtual("pushing", () -> {
                for (int i = 0; first.isAlive(); i++) {
                    promise(address, i, promised);
                }
            });
            await().until(() -> promised.size() > 100);
            account.connect(URI.create(address.replace("http", "ws") + "/api/qq/receive"));
            await().until(() -> account.callsOf("send_group_msg").size() > 50);
            first.descendants().forEach(ProcessHandle::destroyForcibly);
            first.destroyForcibly().waitFor();
            pushing.join();

            Process second = botyard("run", "--home", home.toString(), "--port", "0");
            String again = ready(second);
            account.connect(URI.create(again.replace("http", "ws") + "/api/qq/receive"));
            await().atMost(Patience.seconds(60)).until(
                    () -> Json.MAPPER.readTree(api(again, "GET", "/queue?state=queued", "")).path("pushes").isEmpty());
            List<String> arrived = account.callsOf("send_group_msg").stream().map(RecordedCall::text).toList();
            List<String> doubtful = Json.MAPPER.readTree(api(again, "GET", "/queue?state=failed", "")).path("pushes")
                    .valueStream()
                    .peek(push -> assertEquals("unknown_outcome", push.path("code").stringValue("")))
                    .map(push -> push.path("group").stringValue("")).toList();
            second.destroy();
            assertTrue(second.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "SIGTERM did not stop the host");

            assertEquals(new HashSet<>(arrived).size(), arrived.size(), "some came twice");
            List<String> lost = new ArrayList<>(promised);
            lost.removeAll(new HashSet<>(arrived));
            assertTrue(lost.size() <= doubtful.size(), () -> "lost " + lost + ", doubtful " + doubtful);
        }
    }

    private void promise(String address, int number, List<String> promised) {
        try {
            String text = "push " + number;
            String code = Json.MAPPER.readTree(api(address, "POST", "/push", "{\"imType\":\"qq\",\"groupCode\":\"" + number % 7
                    + "\",\"content\":\"" + text + "\",\"options\":{\"queue\":true}}")).path("code").stringValue("");
            assertTrue(code.equals("queued") || code.equals("accepted"), code);
            promised.add(text);
        } catch (IOException e) {
            // The host was killed meanwhile; nothing was promised.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void mistakesEndWithASentence() throws Exception {
        assertEquals("1", ends("No Botyard is running", "accounts", "--home", home.toString(), "--url", "http://127.0.0.1:1"));
        assertEquals("2", ends("psuh", "psuh"));
        assertEquals("2", ends("65535", "run", "--home", home.toString(), "--port", "70000"));
        Path file = Files.writeString(home.resolve("file"), "");
        assertEquals("1", ends("is a file", "run", "--home", file.toString()));
        assertEquals("0", ends("Botyard 0", "version"));
    }

    @Test
    void newPluginsPassTheCheckAndAreNotOverwritten() throws Exception {
        assertEquals("0", ends("wrote", "new", "plugin", "tea", "--home", home.toString()));
        assertEquals("0", ends("wrote", "new", "plugin", "coffee", "--language", "javascript", "--home", home.toString()));
        assertEquals("1", ends("already there", "new", "plugin", "tea", "--home", home.toString()));
        assertEquals("0", ends("tea (.+)", "plugins", "check", home.resolve("plugins").toString()));
    }

    @Test
    void everyCommandHasHelp() throws Exception {
        for (String command : List.of("run", "push", "explain", "accounts", "adapters", "plugins", "doctor", "new", "token",
                "queue",
                "version")) {
            assertEquals("0", ends("botyard " + command, command, "--help"));
        }
    }

    private String ends(String saying, String... arguments) throws Exception {
        Process process = botyard(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        // A usage line breaks where it is too wide, and how wide it is depends on where the launcher lies.
        assertTrue(said.replaceAll("\\s+", " ").contains(saying), said);
        assertTrue(!said.contains("\tat "), said);
        return Integer.toString(process.exitValue());
    }

    private Process botyard(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(RunningHost.distribution().resolve("bin/botyard").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        builder.environment().keySet().removeIf(name -> name.equals("BOTYARD_HOME") || name.equals("BOTYARD_PORT"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String ready(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("Botyard is ready on ")) {
                return line.substring("Botyard is ready on ".length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the host did not start:\n" + said);
    }

    private String api(String address, String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String token = Files.readString(home.resolve("data/admin.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token).method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
