package dev.botyard.testkit.onebot;

import java.time.Duration;

/// What the simulator does with a call.
public sealed interface Behaviour {

    /// Succeeds with this JSON as `data`.
    record Data(String json) implements Behaviour {}

    /// Succeeds as the action usually does.
    record Normal() implements Behaviour {}

    /// Fails.
    record Failed(int retcode, String message) implements Behaviour {}

    /// Asks to wait: HTTP 429 with Retry-After, or without it when `time` is zero; over a WebSocket in words.
    record Wait(Duration time) implements Behaviour {}

    /// Says that the call was put into a queue.
    record Async() implements Behaviour {}

    /// Never answers.
    record Silence() implements Behaviour {}

    /// Does nothing for a while first.
    record Delayed(Duration delay, Behaviour then) implements Behaviour {}

    /// Ends the connection without an answer.
    record Drop() implements Behaviour {}

    /// Writes half an answer, then ends the connection.
    record Half() implements Behaviour {}

    /// Answers in pieces with pauses.
    record Slow(int pieces, Duration pause) implements Behaviour {}

    /// Answers twice.
    record Twice() implements Behaviour {}

    Behaviour NORMAL = new Normal();
    Behaviour ASYNC = new Async();
    Behaviour SILENCE = new Silence();
    Behaviour DROP = new Drop();
    Behaviour HALF = new Half();
    Behaviour TWICE = new Twice();

    static Behaviour data(String json) {
        return new Data(json);
    }

    static Behaviour failed(int retcode, String message) {
        return new Failed(retcode, message);
    }

    static Behaviour delayed(Duration delay) {
        return new Delayed(delay, NORMAL);
    }

    static Behaviour slow(int pieces, Duration pause) {
        return new Slow(pieces, pause);
    }
}
