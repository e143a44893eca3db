package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a refusal of Discord means for the host.
final class Refusals {
    private static final int LONGEST = 400;
    private static final String NEW_TOKEN = "Discord does not accept the bot's token; make a new one in the developer portal (Bot, Reset Token) and"
            + " put it into the account's file";

    private Refusals() {}

    /// The exception for an answer that is no success.
    ///
    /// @param what the call, as errors name it
    static AdapterException of(String what, HttpAnswer answer) {
        JsonNode body = json(answer);
        int status = answer.status();
        long code = Json.number(body, "code");
        String words = words(body);
        String said = what + " was answered with HTTP " + status + (code > 0 ? " and code " + code : "")
                + (words.isEmpty() ? "" : ": " + words);
        return failure(kind(status, (int) code, body.isObject()), said, wait(answer))
                .withPlatformCode(code > 0 ? Long.toString(code) : "http-" + status);
    }

    private static AdapterException failure(ErrorKind kind, String said, Optional<Duration> wait) {
        return switch (kind) {
            case AUTHENTICATION -> new AdapterException(kind, NEW_TOKEN + " (" + said + ")");
            case UNKNOWN_OUTCOME -> new AdapterException(kind, said + "; it may have been done all the same");
            case RATE_LIMITED ->
                wait.map(time -> AdapterException.rateLimited(said, time)).orElseGet(() -> new AdapterException(kind, said));
            default -> new AdapterException(kind, said);
        };
    }

    private static ErrorKind kind(int status, int code, boolean json) {
        return switch (code) {
            case 40001 -> ErrorKind.AUTHENTICATION;
            case 20016, 20028, 20029, 40003, 40062 -> ErrorKind.RATE_LIMITED;
            case 10003, 10004, 10007, 10013, 40007, 50001, 50007, 50033, 50278 -> ErrorKind.UNREACHABLE_TARGET;
            case 40005, 50045, 50046, 50110, 50123 -> ErrorKind.MEDIA;
            default -> {
                if (status == 413) {
                    yield ErrorKind.MEDIA;
                }
                ErrorKind kind = HttpStatus.kind(status);
                // A page is of whatever stands between.
                yield kind == ErrorKind.REJECTED && !json ? ErrorKind.UNKNOWN_OUTCOME : kind;
            }
        };
    }

    /// Whether all calls of the account are refused.
    static boolean global(HttpAnswer answer) {
        return answer.header("X-RateLimit-Global").isPresent() || Json.flag(json(answer), "global", false);
    }

    /// How long to wait: the body's decimals, else the header's whole seconds.
    static Optional<Duration> wait(HttpAnswer answer) {
        double seconds = json(answer).path("retry_after").asDouble(0);
        if (seconds > 0) {
            return Optional.of(RateBuckets.seconds(seconds));
        }
        return RetryAfter.of(answer, Clock.systemUTC());
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return Json.parse(answer.body());
        } catch (JacksonException page) {
            return MissingNode.getInstance();
        }
    }

    /// The message with what is wrong with which field.
    private static String words(JsonNode body) {
        List<String> parts = new ArrayList<>(List.of(Json.text(body, "message")));
        fields("", body.path("errors"), parts);
        String all = String.join("; ", parts).strip();
        return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    }

    private static void fields(String path, JsonNode node, List<String> parts) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equals("_errors")) {
                entry.getValue().forEach(error -> parts.add(path + ": " + Json.text(error, "message")));
            } else {
                fields(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), parts);
            }
        }
    }

    /// What the end of the gateway's connection means.
    static AdapterException closed(AdapterException end) {
        String said = " (" + end.getMessage() + ")";
        AdapterException meaning = switch (end.platformCode()) {
            case "4004" -> new AdapterException(ErrorKind.AUTHENTICATION, NEW_TOKEN + said);
            case "4010", "4011" ->
                configuration("the bot is in so many servers that Discord wants several shards, which this adapter does not"
                        + " have" + said);
            case "4012", "4013" -> configuration("Discord has given up this version of its gateway, or these intents" + said);
            case "4014" ->
                configuration("Discord refuses intents that are not switched on: in the developer portal, page Bot, Privileged"
                        + " Gateway Intents, switch on MESSAGE CONTENT INTENT and SERVER MEMBERS INTENT, or set message_content or members to"
                        + " false" + said);
            default -> end;
        };
        return meaning.withPlatformCode(end.platformCode());
    }

    private static AdapterException configuration(String sentence) {
        return new AdapterException(ErrorKind.CONFIGURATION, sentence);
    }

    /// Whether a session outlives its connection that ended so.
    static boolean endsSession(String closeCode) {
        return switch (closeCode) {
            case "1000", "1001", "4003", "4004", "4007", "4009", "4010", "4011", "4012", "4013", "4014" -> true;
            default -> false;
        };
    }
}
