package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Leash;
import dev.botyard.runtime.net.http.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Knows operators' requests. Thread-safe.
///
/// A login link carries a ticket that works once within a quarter of an hour; a browser exchanges it for a session.
public final class Operators {
    /// The name of the session's cookie.
    public static final String COOKIE = "botyard_session";
    /// How long a ticket works.
    public static final Duration TICKET = Duration.ofMinutes(15);
    private static final int MAX_TICKETS = 1_000;
    private static final int TICKET_BYTES = 18;

    private final Supplier<String> token;
    private final OperatorSessions sessions;
    private final ApiTokens tokens;
    private final HeldConnections held = new HeldConnections();
    private final SecureRandom random = new SecureRandom();
    private final Ticker ticker;
    /// By ticket, the moment of [Ticker#nanoTime] from which it does not work any more.
    private final Map<String, Long> tickets = new ConcurrentHashMap<>();

    /// Sessions end with the process.
    public Operators(byte[] key, Supplier<String> token, Ticker ticker) {
        this(key, token, ticker, SessionShelf.NONE);
    }

    /// @param key   what sessions are signed with
    /// @param token the admin token as it is now
    public Operators(byte[] key, Supplier<String> token, Ticker ticker, SessionShelf shelf) {
        this(key, token, ticker, shelf, new ApiTokens(TokenShelf.NONE, ticker));
    }

    /// @param tokens those with names, besides the admin token
    public Operators(byte[] key, Supplier<String> token, Ticker ticker, SessionShelf shelf, ApiTokens tokens) {
        this.token = token;
        this.tokens = tokens;
        this.ticker = ticker;
        this.sessions = new OperatorSessions(key, token, ticker, shelf);
    }

    /// Whether the request carries the admin token or a named one as bearer.
    public boolean showsToken(HttpRequest request) {
        return showsAdminToken(request) || Tokens.bearer(request).filter(tokens::knows).isPresent();
    }

    private boolean showsAdminToken(HttpRequest request) {
        return Tokens.bearer(request).filter(given -> Tokens.equal(token.get(), given)).isPresent();
    }

    /// Who asks, by a token or by the session of a browser; empty for a stranger.
    public Optional<Caller> caller(HttpRequest request) {
        if (showsAdminToken(request)) {
            return Optional.of(Caller.HOLDER);
        }
        return Tokens.bearer(request).flatMap(tokens::find).map(shown -> new Caller(shown.name(), shown.role(), ""))
                .or(() -> session(request).map(session -> new Caller(session.by(), role(session).orElseThrow(), session.id())));
    }

    /// What the browser of a session may do, empty when the token that let it in is gone. One that has got the name since is another.
    private Optional<Role> role(OperatorSession session) {
        return session.by().equals(Caller.ADMIN)
                ? Optional.of(Role.OPERATOR)
                : tokens.named(session.by()).filter(token -> !token.created().isAfter(session.since())).map(ApiToken::role);
    }

    /// What a session's browser may do.
    public Role roleOf(OperatorSession session) {
        return role(session).orElse(Role.VIEWER);
    }

    /// Tokens with names.
    public ApiTokens tokens() {
        return tokens;
    }

    /// Ends a token, and at once all that was opened with it.
    ///
    /// @return false when there is no such token
    public boolean revoke(String name) {
        boolean known = tokens.revoke(name);
        sessions.endOf(name);
        held.look();
        return known;
    }

    /// Whether the request comes from a browser that was let in.
    public boolean hasSession(HttpRequest request) {
        return session(request).isPresent();
    }

    /// The session of a browser that was let in.
    public Optional<OperatorSession> session(HttpRequest request) {
        return request.cookie(COOKIE).flatMap(sessions::find).filter(session -> role(session).isPresent());
    }

    /// Whether somebody asks who may speak for this host's people: by token or session, and with a role that does more than look on.
    public boolean knows(HttpRequest request) {
        return caller(request).filter(caller -> caller.role().covers(Role.AUTHOR)).isPresent();
    }

    /// The same where platforms connect: some programs can only put a token into the address.
    public boolean knowsOnPlatformRoute(HttpRequest request) {
        return knows(request) || showsTokenInAddress(request);
    }

    private boolean showsTokenInAddress(HttpRequest request) {
        return request.query("access_token").filter(given -> Tokens.equal(token.get(), given)).isPresent();
    }

    /// Ends what an operator's request keeps open when the session or the token that it showed is over.
    public Leash leash(HttpRequest request) {
        return cut -> held.hold(() -> stillKnows(request), cut);
    }

    private boolean stillKnows(HttpRequest request) {
        return showsToken(request) || showsTokenInAddress(request)
                || request.cookie(COOKIE).flatMap(sessions::living).flatMap(this::role).isPresent();
    }

    /// Ends what is kept open by sessions and tokens that are over, by age or by another token in the file.
    public void endStale() {
        held.look();
    }

    /// The request as others may see it: without an operator's cookie and token.
    public HttpRequest hideFrom(HttpRequest request) {
        return request.without(COOKIE, showsToken(request));
    }

    /// A new ticket for a login link.
    public String ticket() {
        tickets.values().removeIf(ticker::reached);
        if (tickets.size() >= MAX_TICKETS) {
            tickets.clear();
        }
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(ticket, ticker.in(TICKET));
        return ticket;
    }

    /// Whether a ticket would work; it is not used up.
    public boolean works(String ticket) {
        Long end = tickets.get(ticket);
        return end != null && !ticker.reached(end);
    }

    /// Uses a ticket up.
    public boolean redeem(String ticket) {
        Long end = tickets.remove(ticket);
        return end != null && !ticker.reached(end);
    }

    /// Begins a session of the admin token's and returns the value of its cookie.
    public String open(HttpRequest request) {
        return open(request, Caller.HOLDER);
    }

    /// @param by who lets the browser in
    public String open(HttpRequest request, Caller by) {
        return sessions.open(request.header("User-Agent").orElse(""), by.name());
    }

    /// How long a session lasts.
    public Duration sessionLife() {
        return OperatorSessions.LIFE;
    }

    /// The browsers that are let in, the latest first.
    public List<OperatorSession> sessions() {
        return sessions.all();
    }

    /// @return false when there is no such session
    public boolean end(String id) {
        boolean ended = sessions.end(id);
        held.look();
        return ended;
    }
}
