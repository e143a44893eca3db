package dev.botyard.benchmarks;

import dev.botyard.runtime.infra.store.MessageRow;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.infra.store.Retention;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The home of a host that has much to do: many plugins and accounts, and a journal of the last day in which as many runs, pushes and
/// messages stand. Every tenth run ended badly, every tenth push did not leave.
final class FullHome {
    private static final int BATCH = 5_000;
    private static final Duration SPAN = Duration.ofHours(24);

    private FullHome() {}

    /// Makes one in a temporary folder.
    static Path make(int plugins, int accounts, int rows) throws IOException {
        Path home = Files.createTempDirectory("botyard-full");
        for (String folder : List.of("accounts", "plugins", "data")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve("botyard.yaml"), "log:\n  runs: " + Math.max(rows, 1_000) + "\n");
        for (int number = 0; number < plugins; number++) {
            Files.writeString(home.resolve("plugins").resolve(plugin(number)), script(number));
        }
        for (int number = 0; number < accounts; number++) {
            Files.writeString(home.resolve("accounts").resolve(account(number) + ".yaml"),
                    "im: web\nalias: Bot " + number + "\norder: " + number + "\n");
        }
        Retention all = new Retention(rows, rows, rows);
        try (Ticker ticker = Ticker.system(); Store store = Store.open(home.resolve("data/botyard.db"), all, ticker)) {
            fill(store, plugins, accounts, rows);
        }
        return home;
    }

    private static void fill(Store store, int plugins, int accounts, int rows) {
        Instant begin = Instant.now().minus(SPAN);
        for (int number = 0; number < rows; number++) {
            Instant at = begin.plus(SPAN.multipliedBy(number).dividedBy(rows));
            String plugin = plugin(number % plugins);
            String account = account(number % accounts);
            store.runLog().put(run(number, plugin, account, at));
            store.pushLog().append(push(number, plugin, account, at));
            store.messageHistory().append(new MessageRow(0, "web", account, "chat" + number % 100, "user" + number % 1_000,
                    "m" + number, at, number % 2 == 0 ? "in" : "out", "weather in town " + number));
            if (number % BATCH == 0) {
                store.flush();
            }
        }
    }

    static String plugin(int number) {
        return String.format(Locale.ROOT, "plugin%04d.%s", number, number % 2 == 0 ? "py" : "js");
    }

    static String account(int number) {
        return String.format(Locale.ROOT, "web_%03d", number);
    }

    static String run(int number) {
        return String.format(Locale.ROOT, "run-%08d", number);
    }

    private static String script(int number) {
        String comment = number % 2 == 0 ? "#" : "//";
        String header = """
                %1$s[title: Plugin %2$d]
                %1$s[description: tells what the weather is like in town %2$d, and tomorrow]
                %1$s[version: 1.0.%2$d]
                %1$s[author: somebody]
                %1$s[rule: ^weather%2$d (.+)$]
                %1$s[rule: raw weather %2$d]
                """.formatted(comment, number);
        String schedule = number % 5 == 0 ? comment + "[cron: " + number % 60 + " 5 * * *]\n" : "";
        String setting = number % 3 == 0
                ? comment + "[param: {\"key\":\"w" + number + ".town\",\"name\":\"Town\",\"required\":true}]\n"
                : "";
        String body = number % 2 == 0
                ? "import middleware\nmiddleware.Sender(middleware.getSenderID()).reply('sunny')\n"
                : "const middleware = require('./middleware.js');\nnew middleware.Sender(middleware.getSenderID()).reply('sunny');\n";
        return header + schedule + setting + body;
    }

    private static RunRow run(int number, String plugin, String account, Instant at) {
        String status = number % 10 == 0 ? "error" : "ok";
        String record = """
                {"number":0,"id":"%s","plugin":"%s","trigger":"message","im_type":"web","account_id":"%s","group":"chat%d",\
                "user":"user%d","message":"weather%d Rome","status":"%s","error":"","traceback":"","value":"",\
                "output":"asked the service\\ngot 1024 bytes\\n","calls":[{"method":"reply","duration_ms":3,"error":""}],\
                "notes":[],"started":"%s","duration_ms":12}""".formatted(run(number), plugin, account, number % 100,
                number % 1_000, number, status, at);
        return new RunRow(0, run(number), plugin, "message", "web", account, "chat" + number % 100, "user" + number % 1_000, at,
                Optional.of(at.plusMillis(12)), status, "", "", record);
    }

    private static PushRow push(int number, String plugin, String account, Instant at) {
        boolean sent = number % 10 != 0;
        String id = String.format(Locale.ROOT, "push-%08d", number);
        String code = sent ? "accepted" : "account_offline";
        String reason = sent ? "" : "account " + account + " is not online";
        String receipt = """
                {"id":"%s","sent":%d,"code":"%s","im_type":"web","kind":"%s","group":"","user":"user%d","account_id":"%s",\
                "rule":"default","reason":"%s","rejected":[],"message_ids":["m%d"],"time":"%s","duration_ms":5,"run":"%s",\
                "plugin":"%s","trigger":"message","number":0}""".formatted(id, sent ? 1 : 0, code,
                "text", number % 1_000, account, reason, number, at, run(number), plugin);
        return new PushRow(0, id, at, run(number), plugin, "message", "web", account, "default", "text", "",
                "user" + number % 1_000, code, sent ? 1 : 0, List.of("m" + number), reason, 5_000, receipt);
    }
}
