package dev.botyard.adapters.qqbot.played;

import dev.botyard.testkit.onebot.WireSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The played platform by hand: says where it is, then `private TEXT`, `group TEXT`, `down`, `up`, `reconnect` and `sent` on its input.
public final class QqConsole {
    private final QqServer server = new QqServer().heartbeat(5_000);
    private final PrintStream out = System.out;
    private int number;

    public static void main(String[] arguments) throws IOException {
        new QqConsole().run();
    }

    private void run() throws IOException {
        PlayedBot bot = server.bot("102000001", "played-secret");
        out.println("app_id: \"" + bot.appId() + "\"\nclient_secret: " + bot.secret() + "\nbase_url: " + server.url()
                + "\ntoken_url: "
                + server.tokenUrl());
        try (server; BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line);
            }
        }
    }

    private void take(String line) {
        String words = line.substring(line.indexOf(' ') + 1);
        String id = "ROBOT1.0_" + System.nanoTime() + "-" + ++number;
        switch (line.replaceFirst(" .*", "")) {
            case "private" -> server.chats().inPrivate("PERSON1", id, words, WireSocket::send);
            case "group" -> server.chats().inGroup("GROUP1", "MEMBER1", id, words, WireSocket::send);
            case "down" -> {
                server.listening(false);
                server.sockets().forEach(WireSocket::abort);
            }
            case "up" -> server.listening(true);
            case "reconnect" -> server.sockets().forEach(socket -> {
                try {
                    socket.send("{\"op\":7}");
                } catch (IOException gone) {
                    socket.abort();
                }
            });
            case "sent" ->
                server.chats().calls().forEach(call -> out.println(call.method() + " " + call.scope() + "/" + call.chat()
                        + "/" + call.what() + " " + call.body()));
            default -> out.println("? " + line);
        }
    }
}
