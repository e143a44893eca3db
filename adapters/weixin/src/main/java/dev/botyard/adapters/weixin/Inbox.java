package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.wire.BrokenAnswer;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks for new messages. An answer that cannot be read would come again for ever, as only the mark in it leads past it: after some attempts
/// it is taken piece by piece, and what is broken is left out. Confined to the thread of `run`.
final class Inbox {
    /// How often the same question has been answered with something that cannot be read; outlives attempts.
    private static final String DOUBTS = "unreadable";
    private static final String KEPT = "unreadable-answer.txt";
    /// One or two may be an accident on the way.
    private static final int ACCIDENTS = 2;
    private static final long MAX_ANSWER = 16L << 20;
    private static final long MAX_RESCUE = 64L << 20;

    private final AdapterContext context;
    private final WeixinClient client;
    private final Cursor cursor;
    /// The last answer, if it had to be taken piece by piece, else null.
    private BrokenAnswer broken;
    private String flaw = "";

    Inbox(AdapterContext context, WeixinClient client) {
        this.context = context;
        this.client = client;
        cursor = new Cursor(context.storage());
    }

    /// A person logs in anew where an account does not get past an answer: begin where WeChat begins then.
    static void giveUpWhatCannotBeRead(KeyValueStore store) {
        if (doubts(store) > ACCIDENTS) {
            store.remove(Cursor.KEY);
        }
        store.remove(DOUBTS);
    }

    private static int doubts(KeyValueStore store) {
        return store.get(DOUBTS).filter(count -> count.matches("\\d{1,8}")).map(Integer::parseInt).orElse(0);
    }

    /// Where the last answer was asked for.
    String cursor() {
        return cursor.at();
    }

    /// Whether the last answer could not be read.
    boolean doubtful() {
        return doubts(context.storage()) > 0;
    }

    /// Waits for news.
    ///
    /// @throws AdapterException `COMMUNICATION` also when the answer cannot be read
    News ask(Duration timeout) throws InterruptedException {
        boolean rescue = doubts(context.storage()) >= ACCIDENTS;
        byte[] body = body(timeout, rescue ? MAX_RESCUE : MAX_ANSWER);
        broken = null;
        flaw = "it is larger than " + (MAX_ANSWER >> 20) + " MiB";
        if (body.length <= MAX_ANSWER) {
            try {
                return whole(body);
            } catch (JacksonException noJson) {
                flaw = reason(body);
                if (!rescue) {
                    throw unreadable(flaw);
                }
            }
        }
        keep(body);
        broken = new BrokenAnswer(body);
        return new News(broken, broken.mark(), 0);
    }

    private byte[] body(Duration timeout, long limit) throws InterruptedException {
        try {
            return client.updates(cursor.at(), timeout, limit);
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.MEDIA ? unreadable("it is larger than " + (limit >> 20) + " MiB") : failure;
        }
    }

    private News whole(byte[] body) {
        JsonNode answer = Json.parse(body);
        if (!answer.isObject()) {
            throw unreadable(reason(body));
        }
        Refusals.check("getupdates", answer);
        return new News(answer.path("msgs").iterator(), Json.text(answer, "get_updates_buf"),
                Json.number(answer, "longpolling_timeout_ms"));
    }

    private static String reason(byte[] body) {
        int i = 0;
        while (i < body.length && body[i] <= ' ' && body[i] > 0) {
            i++;
        }
        if (i == body.length) {
            return "it is empty";
        }
        return body[i] == '<' ? "it is a web page; something on the way to WeChat answers in its place" : "it is not JSON";
    }

    /// Counts, so that the attempts after this one know.
    private AdapterException unreadable(String reason) {
        int count = doubts(context.storage()) + 1;
        context.storage().put(DOUBTS, Integer.toString(count));
        String times = count == 1 ? "" : " (" + count + " times now)";
        String wayOut = count <= ACCIDENTS
                ? ""
                : "; if that goes on, '" + context.command("accounts login " + context.account())
                        + "' begins anew without the messages that wait there";
        return new AdapterException(ErrorKind.COMMUNICATION,
                "WeChat's answer with new messages cannot be read" + times + ": " + reason + wayOut);
    }

    /// People may want to see what was left out.
    private void keep(byte[] body) {
        Path file = context.folder().resolve(KEPT);
        try {
            Files.createDirectories(context.folder());
            Files.write(file, body);
        } catch (IOException full) {
            context.log().warn("the answer that cannot be read was not kept in {}: {}", file, FullDisk.meaning(full));
        }
    }

    /// Whether the next answer is another one.
    boolean leadsOn(News news) {
        return !news.mark().isEmpty() && !news.mark().equals(cursor.at());
    }

    /// The host has taken all messages: go on behind them.
    ///
    /// @throws AdapterException `COMMUNICATION` when there is no way past a broken answer
    void taken(News news) {
        if (broken != null) {
            getPast(news);
        }
        cursor.moveTo(news.mark());
        if (doubtful()) {
            context.storage().remove(DOUBTS);
        }
    }

    private void getPast(News news) {
        if (!leadsOn(news)) {
            throw unreadable(flaw + ", and what would lead past it cannot be found");
        }
        if (broken.lost() > 0) {
            context.log().error("left out {} messages of WeChat that cannot be read; the whole answer is in {}", broken.lost(),
                    context.folder().resolve(KEPT));
        }
    }
}
