package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.adapters.qx.wire.Reply;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/// What a call that was not done means for the host. Qianxun's codes are not documented, so each is a refusal with its code and its words.
final class Refusals {
    private static final int LONGEST = 300;
    private static final Duration UNSAID = Duration.ofSeconds(5);
    /// Qianxun may quote the signed address of a medium.
    private static final Pattern QUERIES = Pattern.compile("(?<=\\?)[^\\s\"']+");

    private Refusals() {}

    /// The call was answered, with a refusal inside.
    static AdapterException of(String call, Reply reply, QxConfig config) {
        return new AdapterException(ErrorKind.REJECTED, call + " was refused with " + told(reply, config))
                .withPlatformCode(reply.code());
    }

    /// Code and words, fit for people.
    static String told(Reply reply, QxConfig config) {
        String words = QUERIES.matcher(reply.words()).replaceAll("…").strip();
        for (String secret : new String[]{config.safekey(), config.key()}) {
            words = secret.isEmpty() ? words : words.replace(secret, "…");
        }
        words = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
        return "code " + reply.code() + (words.isEmpty() ? "" : ": " + words);
    }

    /// The call was answered with an HTTP status that is no success.
    static AdapterException of(String call, HttpAnswer answer) {
        String what = call + " was answered with HTTP " + answer.status();
        String code = Integer.toString(answer.status());
        return switch (answer.status()) {
            case 401, 403 ->
                new AdapterException(ErrorKind.AUTHENTICATION, what + "; compare safekey on both sides").withPlatformCode(code);
            case 429 -> AdapterException
                    .rateLimited(what, RetryAfter.of(answer, Clock.systemUTC()).orElse(UNSAID)).withPlatformCode(code);
            default -> new AdapterException(HttpStatus.kind(answer.status()), what).withPlatformCode(code);
        };
    }
}
