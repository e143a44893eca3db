package dev.botyard.runtime.operator;

import dev.botyard.runtime.http.HttpRequest;
import dev.botyard.runtime.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Knows operators' requests. Thread-safe.
///
/// A login link carries a ticket that works once within a day; it is exchanged for a cookie that is signed with the host's secret key and the
/// admin token, so it survives a restart and dies with either of them.
public final class Operators {
    /// The name of the cookie.
    public static final String COOKIE = "botyard_session";
    static final Duration SESSION = Duration.ofDays(30);
    private static final Duration TICKET = Duration.ofDays(1);
    private static final int MAX_TICKETS = 1_000;

    private final byte[] key;
    private final Supplier<String> token;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> tickets = new ConcurrentHashMap<>();

    public Operators(byte[] key, Supplier<String> token, InstantSource clock) {
        this.key = key.clone();
        this.token = token;
        this.clock = clock;
    }

    /// Whether the request carries the admin token, as bearer or in the query, or the cookie of a browser that was let in.
    public boolean knows(HttpRequest request) {
        return Tokens.of(request, COOKIE).filter(given -> Tokens.equal(token.get(), given)).isPresent()
                || request.cookie(COOKIE).filter(this::validSession).isPresent();
    }

    /// A new ticket for a login link.
    public String ticket() {
        Instant now = clock.instant();
        tickets.values().removeIf(now::isAfter);
        if (tickets.size() >= MAX_TICKETS) {
            tickets.clear();
        }
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(ticket, now.plus(TICKET));
        return ticket;
    }

    /// Uses a ticket up.
    public boolean redeem(String ticket) {
        Instant expires = tickets.remove(ticket);
        return expires != null && clock.instant().isBefore(expires);
    }

    /// The value of `Set-Cookie` for a browser that may come in.
    public String cookie() {
        long expires = clock.instant().plus(SESSION).getEpochSecond();
        return COOKIE + "=" + expires + "." + sign(expires) + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + SESSION.toSeconds();
    }

    private boolean validSession(String value) {
        int dot = value.indexOf('.');
        if (dot < 1 || !value.substring(0, dot).matches("\\d{1,12}")) {
            return false;
        }
        long expires = Long.parseLong(value.substring(0, dot));
        return Tokens.equal(sign(expires), value.substring(dot + 1)) && clock.instant().getEpochSecond() < expires;
    }

    private String sign(long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] sum = mac.doFinal(("session|" + token.get() + "|" + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
