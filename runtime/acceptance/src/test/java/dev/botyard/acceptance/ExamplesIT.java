package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every example of `plugins/examples`, in both languages, does what it says.
@TestInstance(Lifecycle.PER_CLASS)
class ExamplesIT {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        host.file("botyard.yaml", "media: { allow_private_addresses: true }\n");
        for (String language : List.of("python", "javascript")) {
            RunningHost.copyFolder(RunningHost.pluginsSource().resolve("examples").resolve(language), home.resolve("plugins"));
        }
        host.start();
        bot = host.connect("bot", "10001");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void noExampleIsLongerThanFiftyLinesOrHasAProblem() throws Exception {
        try (Stream<Path> files = Files.list(host.home().resolve("plugins"))) {
            for (Path file : files.toList()) {
                assertTrue(Files.readAllLines(file).size() < 50, file::toString);
            }
        }
        host.get("/plugins").path("plugins")
                .forEach(plugin -> assertEquals("enabled []", plugin.path("state").stringValue("") + " "
                        + plugin.path("problems"), plugin::toString));
    }

    @Test
    void echo() throws Exception {
        says("1", "echo one", "one");
        says("1", "jsecho two", "two");
    }

    @Test
    void dailyReport() throws Exception {
        says("2", "report now", "sent: text, image, voice, video, file, mixed");
        says("2", "js report now", "sent: text, image, voice, video, file, mixed");
    }

    @Test
    void form() throws Exception {
        for (String start : List.of("sign up", "js sign up")) {
            says("3", start, "What is your name?");
            host.awaitWaits(1);
            says("3", "Ada", "Where do you live, Ada?");
            host.awaitWaits(1);
            says("3", "London", "Welcome, Ada from London!");
            bot.forgetCalls();
        }
    }

    @Test
    void keywords() throws Exception {
        for (String text : List.of("a coffee please", "tea, no COFFEE", "some juice")) {
            bot.emit(bot.events().groupText("4", "7", text));
        }
        Patience.await()
                .until(() -> host.get("/buckets/keywords").toString().contains("\"coffee\":\"")
                        && host.get("/buckets/js_keywords").toString().contains("juice"));
        says("4", "js keywords", "juice: 1");
        bot.emit(bot.events().groupText("4", "7", "keywords"));
        bot.awaitCall("the list", call -> call.text().contains("coffee: "), SOON);
    }

    @Test
    void webhook() {
        for (String path : List.of("/hooks/lobby", "/jshooks/lobby")) {
            assertEquals("{\"ok\":true}", host.send("POST", path, "{\"text\":\"built\"}", "").body().replace(" ", ""));
            assertTrue(host.send("POST", path, "{}", "").body().contains("text is missing"));
        }
    }

    @Test
    void welcome() throws Exception {
        bot.emit(bot.events().notice("group_increase",
                ",\"sub_type\":\"approve\",\"group_id\":5,\"user_id\":42,\"operator_id\":1"));
        Patience.await().until(() -> bot.callsOf("send_group_msg").stream()
                .filter(call -> call.param("group_id").equals("5") && call.params().toString().contains("42")
                        && call.types().contains("at"))
                .count() == 2);
    }

    @Test
    void relay() throws Exception {
        HttpServer pictures = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pictures.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, PNG.length);
            exchange.getResponseBody().write(PNG);
            exchange.close();
        });
        pictures.start();
        String url = "http://127.0.0.1:" + pictures.getAddress().getPort() + "/x.png";
        for (String start : List.of("relay", "js relay")) {
            says("6", start, "Send me a picture, a voice, a film or a file.");
            host.awaitWaits(1);
            bot.emit(bot.events().groupCq("6", "7", "[CQ:image,file=x.png,url=" + url + "]"));
            bot.awaitCall("relayed", call -> call.text().equals("passed on: 1 of 1"), SOON);
            bot.forgetCalls();
        }
        pictures.stop(0);
    }

    private void says(String group, String text, String answer) throws Exception {
        bot.emit(bot.events().groupText(group, "7", text));
        bot.awaitCall(answer, call -> call.text().equals(answer) && call.param("group_id").equals(group), SOON);
    }
}
