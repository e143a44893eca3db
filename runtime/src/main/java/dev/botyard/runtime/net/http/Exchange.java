package dev.botyard.runtime.net.http;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: asks the door, takes the body, runs the handler on a virtual thread and gives the reply to a [ReplyWriter].
/// The one place where what a handler throws ends.
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private final HttpCore core;
    private final HttpConnection connection;
    private final HttpRequest request;
    private final Route route;
    private final BodyStream stream;
    private final long length;
    private final boolean keepAlive;
    private final boolean chunks;
    private volatile Thread thread;

    Exchange(HttpCore core, HttpConnection connection, HttpRequest request, Route route, BodyStream stream, long length,
            boolean keepAlive, boolean chunks) {
        this.core = core;
        this.connection = connection;
        this.request = request;
        this.route = route;
        this.stream = stream;
        this.length = length;
        this.keepAlive = keepAlive;
        this.chunks = chunks;
    }

    void start() {
        core.running().add(this);
        thread = Threads.startVirtual("http-request", this::run);
    }

    private void run() {
        try {
            Words.accepted(request.header(ACCEPT_LANGUAGE).orElse("")).during(this::answer);
        } catch (InterruptedException _) {
            connection.channel().close();
        } catch (Throwable e) {
            log.error("the answer to {} could not be written", request, e);
            connection.channel().close();
        } finally {
            core.ended(this);
        }
    }

    private Void answer() throws InterruptedException {
        long began = core.ticker().nanoTime();
        HttpReply reply = reply();
        core.answered(request.method(), route.pattern(), reply.status(), began);
        new ReplyWriter(core, connection, this).write(reply);
        return null;
    }

    private HttpReply reply() {
        try {
            if (!route.acceptsAnyHost()) {
                core.pages().checkHost(request);
            }
            if (!route.acceptsAnyOrigin()) {
                core.pages().checkOrigin(request);
            }
            Door.Entry entry = route.door().enter(request);
            if (stream == null || route.streams()) {
                return answered(entry.handler(), request);
            }
            try (BodyBudget.Share share = core.bodies().share(entry.known())) {
                return answered(entry.handler(), request.with(body(entry.known(), share)));
            }
        } catch (HttpProblem problem) {
            return problem.reply();
        } catch (InterruptedException _) {
            return HttpReply.error(503, "host_stopping", "the host is stopping");
        } catch (Throwable e) {
            if (e instanceof IOException && stream != null && stream.lost()) {
                log.debug("the peer of {} went away while it sent its body", request);
                return HttpReply.error(400, "bad_request", "the body broke off");
            }
            // Errors too: a handler may be code of an adapter, and a missing class there must not leave the peer without an answer.
            log.error("the handler of route {} failed for {}", route, request, e);
            return HttpReply.error(500, "internal_error", "the host failed to answer; its log says why");
        }
    }

    private HttpReply answered(HttpHandler handler, HttpRequest whole) throws IOException, InterruptedException {
        HttpReply reply = handler.handle(whole);
        if (reply == null) {
            throw new IllegalStateException("the handler of route " + route + " gave no reply");
        }
        return reply;
    }

    /// Reads the body; only now the peer is asked to send it.
    private byte[] body(boolean known, BodyBudget.Share share) throws IOException {
        long bound = route.bound(core.limits(), known);
        if (length > bound) {
            throw HttpProblem.tooLarge(bound);
        }
        List<byte[]> pieces = new ArrayList<>();
        int size = 0;
        for (byte[] piece = stream.piece(); piece != null; piece = stream.piece()) {
            share.add(piece.length);
            size += piece.length;
            if (size > bound) {
                throw HttpProblem.tooLarge(bound);
            }
            pieces.add(piece);
        }
        return pieces.size() == 1 ? pieces.getFirst() : joined(pieces, size);
    }

    private static byte[] joined(List<byte[]> pieces, int size) {
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }

    HttpRequest request() {
        return request;
    }

    /// Whether the connection must be closed after the answer.
    boolean closes() {
        return !keepAlive || core.draining() || stream != null && !stream.complete();
    }

    /// Whether the peer understands chunked answers.
    boolean chunks() {
        return chunks;
    }

    boolean headOnly() {
        return request.method().equals("HEAD");
    }

    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
