package dev.botyard.runtime.cli;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Messages as QQ sends them, answered by a script of each language, so that Java learns which code of a host is used most: a later host begins
/// with what was learnt.
final class TrainingLoad {
    private static final String TOKEN = "training-training-training";
    private static final int IN_FLIGHT = 8; // of which two run at a time: nobody has asked for all these processes
    private static final Map<String, String> SCRIPTS = Map.of("training.py", """
            #[author: training]
            #[rule: ^py (.+)$]
            #[concurrency: 2]
            import middleware
            s = middleware.Sender(middleware.getSenderID())
            s.reply("done " + s.param(1))
            """, "training.js", """
            //[author: training]
            //[rule: ^js (.+)$]
            //[concurrency: 2]
            const m = require("./middleware.js")
            const s = new m.Sender(m.getSenderID())
            await s.reply("done " + await s.param(1))
            """);

    private final WebSocket socket;
    private int said;
    private int answered;

    private TrainingLoad(WebSocket socket) {
        this.socket = socket;
    }

    /// Writes the account and the scripts into a home.
    static void prepare(Path home) throws IOException {
        Files.createDirectories(home.resolve("accounts"));
        Files.writeString(home.resolve("accounts/training.yaml"),
                "im: qq\nconfig:\n  self_id: \"1\"\n  access_token: " + TOKEN + "\n");
        Files.createDirectories(home.resolve("plugins"));
        for (Map.Entry<String, String> script : SCRIPTS.entrySet()) {
            Files.writeString(home.resolve("plugins").resolve(script.getKey()), script.getValue());
        }
    }

    /// Sends so many messages to each script, or as many as fit into the time. Where a language is missing, its messages stay unanswered.
    ///
    /// @return how many were answered
    static int send(URI host, int messages, Duration longest) throws InterruptedException {
        try (Ticker ticker = Ticker.system();
                EventLoops loops = EventLoops.start(1, ticker);
                Transport transport = new Transport(loops);
                ConnectionScope scope = transport.scope()) {
            WebSocket socket = scope.webSockets().connect(URI.create("ws://" + host.getAuthority() + "/api/qq/receive"),
                    Map.of("Authorization", "Bearer " + TOKEN, "X-Self-ID", "1", "X-Client-Role", "Universal"), longest);
            ticker.after(longest, "training-end", socket::close);
            return new TrainingLoad(socket).converse(messages);
        }
    }

    private int converse(int messages) throws InterruptedException {
        try {
            converse("py", messages);
            converse("js", messages);
            socket.close();
        } catch (AdapterException late) {
            // What was learnt until now is enough.
        }
        return answered;
    }

    private void converse(String word, int messages) throws InterruptedException {
        for (int i = 0; i < IN_FLIGHT; i++) {
            say(word);
        }
        for (int before = answered; answered < before + messages;) {
            JsonNode call = Json.MAPPER.readTree(socket.receive());
            if (call.has("action")) {
                socket.send(answer(call));
                if (call.path("params").toString().contains("done ")) {
                    answered++;
                    say(word);
                }
            }
        }
    }

    private void say(String word) throws InterruptedException {
        said++;
        socket.send("{\"time\":" + (1_700_000_000 + said) + ",\"self_id\":1,\"post_type\":\"message\",\"message_type\":\"group\","
                + "\"sub_type\":\"normal\",\"message_id\":" + said + ",\"group_id\":" + (100 + said % 40) + ",\"user_id\":"
                + (1_000 + said % 200) + ",\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"" + word + " " + said
                + "\"}}],\"raw_message\":\"" + word + " " + said + "\",\"font\":0,\"sender\":{\"user_id\":" + (1_000 + said % 200)
                + ",\"nickname\":\"somebody\",\"card\":\"\",\"role\":\"member\"}}");
    }

    private static String answer(JsonNode call) {
        return "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"message_id\":1,\"user_id\":1,\"nickname\":\"bot\",\"online\":true,\"good\":true},"
                + "\"echo\":" + call.path("echo") + "}";
    }
}
