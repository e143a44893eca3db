package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A page that has said hello. A thread of its own reads until the connection ends.
final class Page {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final WireSocket socket;

    private Page(WireSocket socket) {
        this.socket = socket;
    }

    /// Connects and catches up.
    ///
    /// @param ear  hears every frame
    /// @param lost told of the end
    static Page open(URI host, String token, Consumer<Frame> ear, Runnable lost) throws IOException, InterruptedException {
        Page page = new Page(WireSocket.connect(URI.create("ws://" + host.getRawAuthority() + "/api/web/receive"),
                Map.of("Authorization", "Bearer " + token)));
        Thread.ofVirtual().name("page").start(() -> page.read(ear, lost));
        page.say(command("hello", ""));
        page.ready.await(Patience.seconds(3).toMillis(), TimeUnit.MILLISECONDS);
        return page;
    }

    private void read(Consumer<Frame> ear, Runnable lost) {
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                Frame frame = Wire.read(new String(bytes, StandardCharsets.UTF_8), Frame.class);
                ear.accept(frame);
                if (frame.type().equals("ready")) {
                    ready.countDown();
                }
            }
        } catch (IOException gone) {
            // That is what `lost` is for.
        } finally {
            socket.abort();
            ready.countDown();
            lost.run();
        }
    }

    static Command command(String type, String key) {
        return new Command(type, key, "", null, "", "", "", List.of(), List.of(), 0, Map.of());
    }

    static Command group(String account, String id, String name) {
        return new Command("group", "group-" + account + "-" + id, account, null, "", id, name, List.of(), List.of(), 0,
                Map.of());
    }

    static Command message(String account, Place place, String user, String key, String text) {
        return new Command("send", key, account, place, user, "", "", List.of(), List.of(Part.text("text", text)), 0, Map.of());
    }

    boolean isOpen() {
        return socket.open();
    }

    void say(Command command) throws IOException {
        socket.send(Wire.write(command));
    }

    WireSocket socket() {
        return socket;
    }
}
