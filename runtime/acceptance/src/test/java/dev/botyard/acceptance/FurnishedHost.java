package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A host on which no page is empty: accounts in every state, plugins that work and that do not, and what has come of them.
final class FurnishedHost implements AutoCloseable {
    private static final String GROUP = "700100";

    private final RunningHost host;
    private final IlinkServer wechat = new IlinkServer(0);
    private final boolean chinese;
    private final boolean faults;

    /// @param chinese whether the names and words of its people are
    /// @param faults  whether files of it are wrong
    FurnishedHost(Path home, boolean chinese, boolean faults) throws IOException {
        this.host = new RunningHost(home);
        this.chinese = chinese;
        this.faults = faults;
    }

    RunningHost host() {
        return host;
    }

    private String word(String english, String other) {
        return chinese ? other : english;
    }

    FurnishedHost start() throws IOException, InterruptedException {
        accounts();
        plugins();
        PastDay.write(host.home());
        host.start();
        SimulatedAccount bot = host.connect("tea_house", "10001000");
        say(bot, "20002", word("weather Berlin", "天气 北京"));
        host.awaitRun("weather.py", "message");
        say(bot, "20003", word("news", "新闻"));
        host.awaitRun("news.py", "message");
        say(bot, "20003", word("what was that?", "刚才那是什么?"));
        things();
        pushes();
        people();
        return this;
    }

    private void accounts() throws IOException {
        host.file("accounts/tea_house.yaml", account("qq", word("Tea House", "茶馆"), "default: true\n",
                "  self_id: \"10001000\"\n  access_token: token-10001000\n"));
        host.file("accounts/night_watch.yaml", account("qq", word("Night Watch", "夜班"), "",
                "  self_id: \"10002000\"\n  access_token: token-10002000\n"));
        host.file("accounts/open_door.yaml", account("qq", word("Open Door", "开门"), "enabled: false\n",
                "  self_id: \"10003000\"\n"));
        host.file("accounts/wechat_shop.yaml", account("weixin", word("Shop", "小店"), "default: true\n",
                "  base_url: " + wechat.url() + "\n  cdn_url: " + wechat.cdn() + "\n"));
        if (faults) {
            host.file("accounts/news_channel.yaml", account("telegram", word("News", "新闻频道"), "", "  token: \"\"\n"));
            host.file("accounts/half_done.yaml", "im: qq\nconfigg: 1\n");
        }
    }

    private static String account(String im, String alias, String more, String config) {
        return "im: " + im + "\nalias: " + alias + "\n" + more + "config:\n" + config;
    }

    private void plugins() throws IOException {
        host.file("plugins/weather.py", """
                #[author: ann]
                #[version: 1.2.0]
                #[title: %1$s]
                #[description: %2$s]
                #[rule: %3$s (.+)]
                #[param: {"key": "weather.city", "name": "%4$s", "desc": "%5$s"}]
                #[param: {"key": "weather.days", "name": "%6$s", "type": "number", "default": 3}]
                import middleware

                sender = middleware.Sender(middleware.getSenderID())
                city = sender.param(1)
                print("asked for", city)
                sender.reply(f"{city}: 21 °C")
                """.formatted(word("Weather", "天气"), word("Tells the weather of a place.", "查询一个地方的天气。"), word("weather", "天气"),
                word("City", "城市"), word("asked about when nobody names another", "没有指定时查询的城市"), word("Days", "天数")));
        host.file("plugins/news.py", """
                #[author: ann]
                #[title: %s]
                #[rule: %s]
                #[cron: 0 8 * * *]
                #[param: {"key": "news.source", "name": "%s", "required": true}]
                #[param: {"key": "news.key", "name": "%s", "type": "secret"}]
                import middleware

                raise ConnectionError("the news did not answer")
                """.formatted(word("News at eight", "早间新闻"), word("news", "新闻"), word("Source", "来源"), word("Key", "密钥")));
        host.file("plugins/shop.py", """
                #[author: ben]
                #[title: %s]
                #[rule: %s]
                import middleware

                sender = middleware.Sender(middleware.getSenderID())
                print(sender.waitPay("", 600000)["money"])
                """.formatted(word("Tea shop", "茶铺"), word("buy tea", "买茶")));
        host.file("plugins/hook.js", """
                //[author: ben]
                //[title: %s]
                //[router: /tea/orders]
                //[event: group_increase]
                const { Sender, getSenderID } = require('middleware');
                const sender = new Sender(getSenderID());
                sender.reply('ok');
                """.formatted(word("Orders", "订单")));
        host.file("plugins/hello.py", """
                #[author: ann]
                #[title: %s]
                #[rule: %s]
                import middleware

                sender = middleware.Sender(middleware.getSenderID())
                sender.reply("%s")
                """.formatted(word("Greeting", "问候"), word("hello", "你好"), word("Hello! What shall it be?", "你好!想喝点什么?")));
        if (faults) {
            host.file("plugins/unfinished.py", "#[author: ann]\n#[rule: later]\nprint(\n");
        }
        host.file("plugins/resting.py", "#[author: ann]\n#[rule: rest]\n#[disable: true]\n#[colour: blue]\nprint('rest')\n");
    }

    private static void say(SimulatedAccount bot, String user, String text) {
        bot.emit(bot.events().groupText(GROUP, user, text));
    }

    private void things() {
        put("/replies/tea", Map.of("when", new String[]{word("tea?", "茶?")}, "as", "text", "answer",
                new String[]{word("Green or black", "绿茶还是红茶")}, "enabled", true));
        put("/replies/night", Map.of("when", new String[]{word("good night", "晚安")}, "as", "text", "answer",
                new String[]{word("Sleep well", "好梦")}, "enabled", false));
        put("/containers/home", Map.of("kind", "qinglong", "name", word("At home", "家里"), "address", "http://127.0.0.1:1",
                "client_id", "id", "client_secret", "4d1c9e0a"));
        host.post("/containers/home/test", "");
        for (String key : new String[]{"city", "days", "asked"}) {
            put("/buckets/weather/" + key, Map.of("value", key.equals("city") ? word("Berlin", "北京") : "3"));
        }
        put("/buckets/tea/menu", Map.of("value", "{\"green\": 12, \"black\": 10}"));
        host.say("web", "web", "ann", word("buy tea", "买茶"));
        await("a wait for a payment").until(() -> !host.get("/payments").path("waits").isEmpty());
        host.post("/payments", "{\"amount\":\"12.5\",\"imType\":\"weixin\",\"userID\":\"somebody\",\"remark\":\"tea\"}");
        host.post("/payments", "{\"amount\":\"3\"}");
        put("/plugins/hello.py", Map.of("source", source("hello.py") + "# " + word("more to come", "待续") + "\n", "stamp",
                host.get("/plugins/hello.py/source").path("stamp").stringValue("")));
        host.fake("hello.py");
    }

    private String source(String file) {
        return host.get("/plugins/" + file + "/source").path("source").stringValue("");
    }

    private void pushes() {
        push(Map.of("imType", "qq", "groupCode", GROUP, "kind", "text", "content", word("The tea is ready", "茶好了")));
        push(Map.of("imType", "weixin", "userID", "somebody", "kind", "text", "content", word("Your order", "你的订单")));
        push(Map.of("imType", "discord", "userID", "1", "kind", "text", "content", word("Nobody carries this", "没有账号可发")));
        push(Map.of("imType", "qq", "userID", "20002", "kind", "text", "content", word("Good morning", "早上好"), "options",
                Map.of("account_id", "night_watch", "queue", true)));
    }

    private void push(Map<String, Object> push) {
        host.post("/push", Json.MAPPER.writeValueAsString(push));
    }

    private void people() {
        host.post("/sessions", "{}");
        host.post("/tokens", "{\"name\":\"grafana\",\"role\":\"viewer\"}");
        host.post("/tokens", "{\"name\":\"ben\",\"role\":\"author\"}");
        host.post("/backup", "{}");
    }

    private void put(String path, Map<String, Object> body) {
        var answer = host.send("PUT", "/api/v1" + path, Json.MAPPER.writeValueAsString(body), host.token());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        host.close();
        wechat.close();
    }
}
