package dev.botyard.runtime.http;

import dev.botyard.runtime.thread.Threads;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: runs the handler on a virtual thread and gives the reply to a [ReplyWriter]. The one place where what a
/// handler throws ends.
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final HttpCore core;
    private final HttpConnection connection;
    private final HttpRequest request;
    private final Route route;
    private final BodyStream stream;
    private final boolean keepAlive;
    private final boolean chunks;
    private volatile Thread thread;

    Exchange(HttpCore core, HttpConnection connection, HttpRequest request, Route route, BodyStream stream, boolean keepAlive,
            boolean chunks) {
        this.core = core;
        this.connection = connection;
        this.request = request;
        this.route = route;
        this.stream = stream;
        this.keepAlive = keepAlive;
        this.chunks = chunks;
    }

    void start() {
        core.running().add(this);
        thread = Threads.startVirtual("http-request", this::run);
    }

    private void run() {
        try {
            new ReplyWriter(core, connection, this).write(reply());
        } catch (InterruptedException _) {
            connection.channel().close();
        } catch (Throwable e) {
            log.error("the answer to {} could not be written", request, e);
            connection.channel().close();
        } finally {
            core.ended(this);
        }
    }

    private HttpReply reply() {
        try {
            if (OriginPolicy.matters(request) && !route.acceptsAnyOrigin() && !core.origins().allows(request)) {
                return HttpReply.error(403, "origin_not_allowed",
                        "pages of other sites may not do this; add the origin to the allowed ones");
            }
            HttpReply reply = route.handler().handle(request);
            if (reply == null) {
                throw new IllegalStateException("the handler of route " + route + " gave no reply");
            }
            return reply;
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

    HttpRequest request() {
        return request;
    }

    /// Whether the connection must be closed after the answer.
    boolean closes() {
        return !keepAlive || core.draining() || stream != null && !stream.ended();
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
