package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.qx.Callbacks;
import dev.botyard.adapters.qx.QianxunSimulator;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On every IM people say something while scripts are busy; then the host ends. All that was taken is begun after the next start, once and in
/// order; a script that had spoken is not begun again.
class TakenMessagesIT {
    private static final int SAID = 12;
    private static final List<String> ACCOUNTS = List.of("qq_ws", "qq_http", "web", "wx", "qx_a");
    /// Blocks while the file `hold` is there; `first` asks before.
    private static final String SCRIPT = """
            #[author: t]
            #[rule: raw .+]
            import middleware, os, time
            sender = middleware.Sender(middleware.getSenderID())
            text = sender.getMessage()
            if text == 'ask':
                sender.reply('what?')
                open('asked.log', 'a').write('ask\\n')
            while os.path.exists('hold'):
                time.sleep(0.01)
            open(sender.getImtype() + ' ' + text.split(' ')[0] + '.log', 'a').write(text + '\\n')
            """;

    @TempDir
    Path home;

    private final OneBotSimulator simulator = new OneBotSimulator();
    private final IlinkServer wechat = new IlinkServer(0);
    private final QianxunSimulator qianxun = new QianxunSimulator(Dialect.PRO);
    private final HttpClient http = HttpClient.newHttpClient();
    private HostProcess host;

    @BeforeEach
    void prepare() throws Exception {
        qianxun.results((type, call) -> "{\"wxid\":\"wxid_a\",\"nick\":\"Bot\"}");
        simulator.account("2").token("t");
        account("qq_ws", "im: qq\nconfig: { self_id: \"1\", access_token: t }\n");
        account("qq_http",
                "im: qq\nconfig: { mode: http, url: \"" + simulator.httpUrl("2") + "\", self_id: \"2\", access_token: t }\n");
        account("wx", "im: weixin\nconfig:\n  base_url: " + wechat.url() + "\n");
        account("qx_a", "im: qx\nconfig: { url: \"" + qianxun.url() + "\", wxid: wxid_a, key: k, dialect: pro }\n");
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        Files.writeString(plugins.resolve("busy.py"), SCRIPT);
        Files.createFile(plugins.resolve("hold"));
        host = HostProcess.start(home);
        host.api("POST", "/accounts/wx/login", "");
        await().until(() -> host.api("GET", "/accounts/wx/login", "").contains("weixin.example"));
        wechat.scan("confirmed");
        for (String account : List.of("qq_http", "wx", "qx_a")) {
            online(account);
        }
    }

    private void account(String id, String content) throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("accounts")).resolve(id + ".yaml"), content);
    }

    private void online(String account) {
        await(account)
                .until(() -> host.api("GET", "/accounts/" + account, "").contains("\"state\":\"online\""));
    }

    @AfterEach
    void end() throws Exception {
        host.end();
        simulator.close();
        wechat.close();
        qianxun.close();
        http.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingThatWasTakenIsBegunOnceAndInOrder(boolean killed) throws Exception {
        SimulatedAccount qq = simulator.account("1").token("t");
        qq.connect(URI.create(host.address().replace("http", "ws") + "/api/qq/receive"));
        online("qq_ws");
        qq.emit(qq.events().groupText("700", "3", "ask"));
        await().until(() -> lines("asked.log").size() == 1);
        for (int i = 0; i < SAID; i++) {
            qq.emit(qq.events().groupText("701", "3", "qq_ws " + i));
        }
        try (Page page = new Page()) {
            for (int i = 0; i < SAID; i++) {
                wechat.say("wx " + i);
                assertEquals(204, simulator.post(URI.create(host.address() + "/api/qq/receive"), "2",
                        simulator.account("2").events().groupText("702", "3", "qq_http " + i), ""));
                assertEquals(200, callback("qx_a " + i));
                page.says("web " + i);
            }
            // What came by a WebSocket has no acknowledgement and is written a little later.
            await("all is taken").until(() -> waiting() == 1 + SAID * ACCOUNTS.size());
        }
        host.stop(killed);
        assertEquals(List.of(), logs());
        Files.delete(home.resolve("plugins/hold"));
        host = HostProcess.start(home);
        qq.connect(URI.create(host.address().replace("http", "ws") + "/api/qq/receive"));
        await("all is begun").until(() -> waiting() == 0);
        for (String account : ACCOUNTS) {
            List<String> said = new ArrayList<>();
            for (int i = 0; i < SAID; i++) {
                said.add(account + " " + i);
            }
            assertEquals(said, lines(imOf(account) + " " + account + ".log"), account);
        }
        assertEquals(1, lines("asked.log").size(), "who had spoken is not begun again");
        assertTrue(Files.readString(home.resolve("logs/botyard.log")).contains("of busy.py for message"), "and it is told");
    }

    private static String imOf(String account) {
        return switch (account) {
            case "qq_ws", "qq_http" -> "qq";
            case "wx" -> "weixin";
            case "qx_a" -> "qx";
            default -> account;
        };
    }

    private int callback(String text) throws Exception {
        String body = Callbacks.groupText(Dialect.PRO, "wxid_a", "123@chatroom", "wxid_ann", "m " + text, text);
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.address() + "/api/qx/receive/qx_a?key=k"))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private int waiting() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/botyard.db"));
                var row = connection.createStatement().executeQuery("select count(*) from waiting_run")) {
            return row.getInt(1);
        }
    }

    private List<String> logs() throws Exception {
        try (var files = Files.list(home.resolve("plugins"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log") && !name.equals("asked.log")).toList();
        }
    }

    private List<String> lines(String log) throws Exception {
        Path file = home.resolve("plugins").resolve(log);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// The chat page of the user `admin`.
    private final class Page implements AutoCloseable {
        private final WebSocket socket;

        Page() throws Exception {
            socket = http.newWebSocketBuilder().header("Authorization", "Bearer " + host.token())
                    .buildAsync(URI.create(host.address().replace("http", "ws") + "/api/web/receive"), new WebSocket.Listener() {
                    }).get(Patience.SOON.toSeconds(), TimeUnit.SECONDS);
            socket.sendText("{\"type\": \"hello\"}", true).join();
        }

        void says(String text) {
            socket.sendText(dev.botyard.runtime.infra.json.Json.MAPPER.writeValueAsString(Map.of("type", "send", "key",
                    text.replace(' ', '-'), "account", "web", "chat", Map.of("kind", "private", "id", "admin"), "user", "admin",
                    "parts", List.of(Map.of("type", "text", "text", text)))), true).join();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
