package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// The fake by hand: prints an account's settings and what it is sent; each line on the input arrives as a private message of Ann's, one that begins
/// with `#` in a group. `!drop` breaks the connection, `!gone` and `!back` close and open the port.
public final class FeishuFakeMain {
    private FeishuFakeMain() {}

    /// No arguments.
    public static void main(String[] arguments) throws IOException {
        try (FeishuServer server = new FeishuServer()) {
            FeishuApp app = server.newApp();
            server.messages.whenSent = () -> {
                SentCall call = server.sent().getLast();
                System.out.println("-> " + call.target() + ": " + call.text());
            };
            System.out.println(Json.object(out -> {
                out.writeStringProperty("app_id", app.id);
                out.writeStringProperty("app_secret", app.secret);
                out.writeStringProperty("base_url", server.url().toString());
            }));
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            AtomicInteger count = new AtomicInteger();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                tell(server, app, line, "om_hand_" + count.incrementAndGet());
            }
        }
    }

    private static void tell(FeishuServer server, FeishuApp app, String line, String id) throws IOException {
        WireServer wire = server.wire();
        switch (line) {
            case "!drop" -> server.dropConnections();
            case "!gone" -> {
                wire.listening(false);
                server.dropConnections();
            }
            case "!back" -> wire.listening(true);
            default -> {
                Chat chat = line.startsWith("#") ? Chat.group("oc_900", "") : Chat.direct("ou_42");
                String event = FeishuEvents.text(app, chat, "ou_42", id, System.currentTimeMillis(), line);
                if (app.lines.isEmpty()) {
                    System.out.println("nobody is connected");
                } else {
                    app.line().event(event, 1);
                }
            }
        }
    }
}
