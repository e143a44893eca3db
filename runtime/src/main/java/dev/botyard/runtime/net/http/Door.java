package dev.botyard.runtime.net.http;

import java.util.Objects;

/// Decides who may come in by the head of a request alone, before anything of its body is kept and before `100 Continue`. Called on the
/// request's own thread; may wait.
@FunctionalInterface
public interface Door {

    /// @param head the request without its body
    /// @throws HttpProblem to turn it away
    Entry enter(HttpRequest head) throws InterruptedException;

    /// Who answers a request that came in.
    ///
    /// @param known   whether the host knows who asks: bodies of strangers are bounded more tightly
    /// @param handler gets the request with its body
    record Entry(boolean known, HttpHandler handler) {
        public Entry {
            Objects.requireNonNull(handler);
        }

        public static Entry known(HttpHandler handler) {
            return new Entry(true, handler);
        }

        public static Entry stranger(HttpHandler handler) {
            return new Entry(false, handler);
        }
    }
}
