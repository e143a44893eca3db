package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.secret.Signer;
import dev.botyard.runtime.net.http.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The browsers that were let in. What a browser holds is `id.secret`; the host keeps a proof of it that is made with the secret key and the
/// admin token, so that a session survives a restart and dies with either of them. Thread-safe.
final class OperatorSessions {
    static final Duration LIFE = Duration.ofDays(30);
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);
    private static final int ID_BYTES = 9;
    private static final int SECRET_BYTES = 24;
    private static final int MOST = 1_000;
    private static final int LONGEST_AGENT = 200;

    private final Signer signer;
    private final Supplier<String> token;
    private final InstantSource clock;
    private final SessionShelf shelf;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SessionShelf.Kept> sessions = new ConcurrentHashMap<>();

    OperatorSessions(byte[] key, Supplier<String> token, InstantSource clock, SessionShelf shelf) {
        this.signer = new Signer(key);
        this.token = token;
        this.clock = clock;
        this.shelf = shelf;
        shelf.all().forEach(kept -> sessions.put(kept.session().id(), kept));
    }

    /// Begins a session that the admin token lets in.
    ///
    /// @return what the browser keeps
    String open(String agent) {
        return open(agent, Caller.ADMIN);
    }

    /// @param by the name of the token that lets it in
    String open(String agent, String by) {
        sweep();
        Instant now = clock.instant();
        String id = text(ID_BYTES);
        String secret = text(SECRET_BYTES);
        String shortAgent = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
        keep(new SessionShelf.Kept(new OperatorSession(id, now, now, now.plus(LIFE), shortAgent, by), proof(id, secret),
                mark()));
        return id + "." + secret;
    }

    /// The session of what a browser shows.
    Optional<OperatorSession> find(String shown) {
        int dot = shown.indexOf('.');
        SessionShelf.Kept kept = dot < 1 ? null : sessions.get(shown.substring(0, dot));
        if (kept == null || !Tokens.equal(kept.proof(), proof(kept.session().id(), shown.substring(dot + 1)))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!valid(kept, now)) {
            end(kept.session().id());
            return Optional.empty();
        }
        if (Duration.between(kept.session().seen(), now).compareTo(SEEN_STEP) >= 0) {
            OperatorSession old = kept.session();
            replace(kept, new SessionShelf.Kept(new OperatorSession(old.id(), old.since(), now, old.expires(), old.agent(),
                    old.by()),
                    kept.proof(), kept.mark()));
        }
        return Optional.of(kept.session());
    }

    /// Whether what a browser shows still lets it in; nobody counts as seen by that.
    boolean lives(String shown) {
        return living(shown).isPresent();
    }

    /// The session that still lets it in.
    Optional<OperatorSession> living(String shown) {
        int dot = shown.indexOf('.');
        SessionShelf.Kept kept = dot < 1 ? null : sessions.get(shown.substring(0, dot));
        return Optional.ofNullable(kept).filter(found -> valid(found, clock.instant())
                && Tokens.equal(found.proof(), proof(found.session().id(), shown.substring(dot + 1))))
                .map(SessionShelf.Kept::session);
    }

    /// Ends those that a token let in.
    void endOf(String token) {
        sessions.values().stream().map(SessionShelf.Kept::session).filter(session -> session.by().equals(token))
                .map(OperatorSession::id).toList().forEach(this::end);
    }

    /// Those that are open, the latest first.
    List<OperatorSession> all() {
        sweep();
        return sessions.values().stream().map(SessionShelf.Kept::session)
                .sorted(Comparator.comparing(OperatorSession::since).reversed()).toList();
    }

    /// @return false when there is no such session
    synchronized boolean end(String id) {
        shelf.remove(id);
        return sessions.remove(id) != null;
    }

    private void sweep() {
        Instant now = clock.instant();
        sessions.values().stream().filter(kept -> !valid(kept, now)).map(kept -> kept.session().id()).forEach(this::end);
        while (sessions.size() >= MOST) {
            sessions.values().stream().map(SessionShelf.Kept::session).min(Comparator.comparing(OperatorSession::seen))
                    .ifPresent(oldest -> end(oldest.id()));
        }
    }

    private boolean valid(SessionShelf.Kept kept, Instant now) {
        return now.isBefore(kept.session().expires()) && Tokens.equal(kept.mark(), mark());
    }

    private synchronized void keep(SessionShelf.Kept kept) {
        sessions.put(kept.session().id(), kept);
        shelf.put(kept);
    }

    /// Unless it was ended meanwhile: whoever is seen at that moment must not bring it back.
    private synchronized void replace(SessionShelf.Kept old, SessionShelf.Kept seen) {
        if (sessions.replace(old.session().id(), old, seen)) {
            shelf.put(seen);
        }
    }

    /// What tells one admin token from another without being one.
    private String mark() {
        return signer.sign("token|" + token.get());
    }

    private String proof(String id, String secret) {
        return signer.sign("session|" + id + "|" + secret + "|" + token.get());
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
