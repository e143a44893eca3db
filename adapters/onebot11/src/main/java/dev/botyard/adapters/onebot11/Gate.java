package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Who may speak for an account: the right QQ number, the right token, the right signature. Pure functions; the HTTP statuses are the
/// standard's: 401 for a missing token, 403 for a wrong one.
final class Gate {

    private Gate() {}

    /// Decides on the headers of a request.
    static Decision decide(OneBotConfig config, RouteRequest request) {
        Optional<Decision> stranger = stranger(config, request);
        return stranger.orElseGet(() -> token(config.accessToken(), request));
    }

    /// On a path that other accounts share, somebody else's number only means: not mine.
    private static Optional<Decision> stranger(OneBotConfig config, RouteRequest request) {
        String told = request.header("X-Self-ID").map(String::trim).orElse("");
        if (config.selfId().isEmpty() || (told.isEmpty() && request.accountInPath().isPresent())
                || told.equals(config.selfId())) {
            return Optional.empty();
        }
        return Optional.of(request.accountInPath().isEmpty()
                ? Decision.NOT_MINE
                : Decision.refuse(403, "this account is for X-Self-ID " + config.selfId() + ", the connection is from " + told));
    }

    private static Decision token(String expected, RouteRequest request) {
        if (request.carriesToken(expected)) {
            return Decision.ADMIT;
        }
        return request.token().isEmpty()
                ? Decision.refuse(401, "the access token is missing; set the account's access_token there")
                : Decision.refuse(403, "the access token is wrong; compare access_token on both sides");
    }

    /// Decides on the headers of an event by HTTP POST. One that is signed is let in for its signature to be checked with the body.
    static Decision decideEvent(OneBotConfig config, RouteRequest request) {
        Optional<Decision> stranger = stranger(config, request);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        boolean signed = request.header("X-Signature").isPresent();
        if (!config.secret().isEmpty()) {
            return signed
                    ? Decision.ADMIT_UNPROVEN
                    : Decision.refuse(401, "X-Signature is missing; set the account's secret there");
        }
        return signed && !config.accessToken().isEmpty() && request.token().isEmpty()
                ? Decision.ADMIT_UNPROVEN
                : token(config.accessToken(), request);
    }

    /// Checks the signature, if one is needed: with the secret, else, as some implementations sign, with the access token.
    static boolean signatureHolds(OneBotConfig config, RouteRequest request) {
        String key = !config.secret().isEmpty()
                ? config.secret()
                : request.token().isEmpty() ? config.accessToken() : "";
        return key.isEmpty() || Signatures.same(
                "sha1=" + Signatures.hex(Signatures.hmacSha1(key.getBytes(StandardCharsets.UTF_8), request.body())),
                request.header("X-Signature").orElse("").trim().toLowerCase(Locale.ROOT));
    }
}
