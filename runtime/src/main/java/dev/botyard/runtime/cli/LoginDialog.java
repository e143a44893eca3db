package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.qr.QrCode;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/// Leads the person at the terminal through a login of the host. The standard input is read only when a code is asked for.
final class LoginDialog {
    private static final long PAUSE_MS = 400;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final HostClient client;
    private final String path;
    private final Output output;
    private final BufferedReader input;
    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private final AtomicBoolean giveUp = new AtomicBoolean();
    private int toldLines;
    private int shownCode;
    private boolean saidExpired;
    private boolean reading;
    private String asked = "";

    /// @param path of the account in the API
    LoginDialog(HostClient client, String path, Output output, BufferedReader input) {
        this.client = client;
        this.path = path + "/login";
        this.output = output;
        this.input = input;
    }

    /// Begins or joins the login and returns how it ended.
    JsonNode lead() throws InterruptedException {
        JsonNode login = client.post(path, Map.of());
        while (true) {
            show(login);
            String state = login.path("state").stringValue("");
            if (!state.equals("running") && !state.equals("waiting_for_code")) {
                return login;
            }
            Optional<String> line = typed.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
            if (line != null) {
                reading = false;
                answer(line);
            }
            login = client.get(path);
        }
    }

    /// Cancels the login, from any thread; [#lead] returns soon after.
    ///
    /// @return false at the second call
    boolean cancel() {
        if (!giveUp.compareAndSet(false, true)) {
            return false;
        }
        try {
            client.delete(path);
        } catch (CliProblem _) {
            // It has ended by itself; how is told by its last state.
        }
        return true;
    }

    /// Whether [#cancel] was asked for.
    boolean cancelled() {
        return giveUp.get();
    }

    private void show(JsonNode login) {
        int number = login.path("first_line").intValue(1);
        for (JsonNode line : login.path("lines")) {
            if (number > toldLines) {
                output.line(line.stringValue(""));
                toldLines = number;
            }
            number++;
        }
        if (login.path("qr").isObject()) {
            showQr(login.path("qr"));
        }
        String question = login.path("question").stringValue("");
        if (!question.isEmpty() && !question.equals(asked)) {
            output.line(question + ":");
            read();
        }
        asked = question;
    }

    private void showQr(JsonNode qr) {
        int number = qr.path("number").intValue(0);
        boolean expired = qr.path("expired").booleanValue(false);
        if (number > shownCode && !expired) {
            output.line(shownCode == 0 ? "Scan this code with the app on the phone:" : "A new code replaces the one above:");
            String content = qr.path("content").stringValue("");
            try {
                output.qr(QrCode.of(content));
            } catch (IllegalArgumentException e) {
                output.line("(" + e.getMessage() + ")");
            }
            output.line("It says " + content + " and works until "
                    + TIME.format(Instant.parse(qr.path("expires").stringValue(""))) + ".");
            shownCode = number;
            saidExpired = false;
        } else if (expired && !saidExpired) {
            output.line("The code has expired.");
            shownCode = number;
            saidExpired = true;
        }
    }

    private void answer(Optional<String> line) {
        if (line.isEmpty()) {
            cancel();
            throw new CliProblem("The login asks for a code, but the standard input has ended. Start it again in a terminal.");
        }
        if (asked.isEmpty()) {
            output.line("No code is asked for now.");
        } else if (line.get().isBlank()) {
            output.line(asked + ":");
            read();
        } else {
            asked = "";
            try {
                client.post(path + "/code", Map.of("code", line.get().strip()));
            } catch (CliProblem e) {
                output.line(e.getMessage());
            }
        }
    }

    /// A line that nobody asks for any more stays unread in this process.
    private void read() {
        if (reading) {
            return;
        }
        reading = true;
        Threads.platform("code").newThread(() -> {
            try {
                typed.add(Optional.ofNullable(input.readLine()));
            } catch (IOException e) {
                typed.add(Optional.empty());
            }
        }).start();
    }
}
