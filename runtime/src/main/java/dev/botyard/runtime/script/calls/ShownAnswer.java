package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.message.outbound.GrowingReply;
import dev.botyard.runtime.script.worker.CallCode;
import dev.botyard.runtime.script.worker.CallException;
import java.util.function.Consumer;

/// An answer of a model that people see grow. Stopped from any thread, it lets go of the model at once.
final class ShownAnswer {
    private final GrowingReply reply;
    private Thread asking;
    private boolean stopped;
    private String unshown = "";

    ShownAnswer(GrowingReply reply) {
        this.reply = reply;
    }

    /// Asks a model that gives its words away.
    @FunctionalInterface
    interface Question {
        /// @return all of them
        String ask(Consumer<String> words) throws InterruptedException;
    }

    /// Asks, and returns when people have seen all that came, whatever became of the rest.
    String of(Question question) throws InterruptedException {
        try {
            begin();
            try {
                return question.ask(reply::more);
            } finally {
                if (let()) {
                    unshown = reply.end();
                }
            }
        } catch (InterruptedException e) {
            if (!isStopped()) {
                reply.stop();
                throw e;
            }
            throw CallException.failed(CallCode.CANCELLED, "the run has ended, so the model is not listened to any more");
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException();
        }
        asking = Thread.currentThread();
    }

    /// From now on it is not interrupted, and an interruption that came too late is forgotten.
    ///
    /// @return whether nobody has stopped it
    private synchronized boolean let() {
        asking = null;
        if (stopped) {
            Thread.interrupted();
        }
        return !stopped;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /// Why people have not seen all of it, `""` where they have.
    synchronized String unshown() {
        return unshown;
    }

    /// Lets go.
    synchronized void stop() {
        stopped = true;
        reply.stop();
        if (asking != null) {
            asking.interrupt();
        }
    }
}
