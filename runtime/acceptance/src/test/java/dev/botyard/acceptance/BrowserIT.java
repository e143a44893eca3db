package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.testkit.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chat page and the console in a real browser.
class BrowserIT {
    @TempDir
    static Path tools;
    private static Browser browser;

    @BeforeAll
    static void install() throws Exception {
        browser = Browser.install(tools);
    }

    /// A newcomer's first minute: the login page, the link, hello, the answer, a reload.
    @Test
    void aNewcomerTalksToTheBot(@TempDir Path folder) throws Exception {
        try (RunningHost host = new RunningHost(folder.resolve("home"))) {
            host.python("hello.py", "#[rule: hello]", "sender.reply('Hello ' + sender.getUserID())");
            host.python("off.py", "#[rule: off]\n#[disable: true]", "").python("other.py", "#[rule: other]\n#[imType: qq]", "");
            host.start();
            browser.play("adapters/web/src/test/browser/chat.mjs",
                    Map.of("BASE_URL", host.address().toString(), "LOGIN_URL", host.loginLink(), "BOT", "Botyard", "ACCOUNT",
                            "web",
                            "SCENES",
                            "strangers_see_how_to_log_in,an_empty_chat_offers_what_plugins_answer_to,what_is_offered_follows_the_plugins,"
                                    + "hello_is_answered,history_survives_a_reload,a_login_that_has_ended_is_said_and_renewed",
                            "TOKEN", host.token(), "PLUGINS", host.home().resolve("plugins").toString()));
        }
    }

    @Test
    void anOperatorUsesTheConsole(@TempDir Path folder) throws Exception {
        try (RunningHost host = new RunningHost(folder.resolve("home")); IlinkServer wechat = new IlinkServer(0)) {
            host.qq("bot", "10001", "default: true\n").file("accounts/broken.yaml", "im: qq\nconfigg: 1\n")
                    .file("accounts/wx.yaml",
                            "im: weixin\nconfig:\n  base_url: " + wechat.url() + "\n  cdn_url: " + wechat.cdn() + "\n");
            host.python("hello.py", "#[rule: hello]", "print('Good morning')");
            host.python("weather.py", """
                    #[rule: weather]
                    #[param: {"spliter": true, "name": "Place"}]
                    #[param: {"key": "weather.city", "name": "City", "required": true}]
                    #[param: {"key": "weather.days", "name": "Days", "type": "number", "default": 1}]
                    #[param: {"key": "weather.units", "name": "Units", "options": {"c": "Celsius", "f": "Fahrenheit"}}]
                    #[param: {"key": "weather.key", "name": "Key", "type": "secret"}]
                    """, "sender.reply(middleware.bucketGet('weather', 'city'))");
            host.python("shop.py", "#[rule: buy]", "print(sender.waitPay('', 60000)['money'])");
            host.start();
            Path shown = folder.resolve("shown");
            Thread phone = Thread.startVirtualThread(() -> scanWhen(shown, wechat));
            browser.play("runtime/acceptance/src/test/browser/console.mjs",
                    Map.of("BASE_URL", host.address().toString(), "TOKEN", host.token(), "SHOWN", shown.toString()));
            phone.join();
        }
    }

    private static void scanWhen(Path shown, IlinkServer wechat) {
        await().pollInterval(Duration.ofMillis(100)).atMost(Patience.seconds(120)).until(() -> Files.exists(shown));
        wechat.scan("confirmed");
    }
}
