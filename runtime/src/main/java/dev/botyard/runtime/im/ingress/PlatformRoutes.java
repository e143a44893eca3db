package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.ServerRoutes.Registration;
import dev.botyard.api.transport.ServerRoutes.RouteHandler;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.Door;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Leash;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds the account that a platform's request is for. Thread-safe.
///
/// A request that finds nobody waits up to [#PATIENCE] while an account of its IM is between two attempts, so that a platform which
/// reconnects at once is not sent away. What an account answers does not depend on the moment: 401 and 403 from its doors that rest,
/// 409 while it is connected, 503 with the reason when it does not come back in time.
public final class PlatformRoutes {
    private static final Duration RECHECK = Duration.ofMillis(50);
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<String> RESERVED = Set.of("api", "open", "healthz", "readyz", "metrics", "login", "media", "console",
            "assets");

    private final Router router;
    private final Operators operators;
    private final Supplier<URI> address;
    private final UnaryOperator<String> canonical;
    private final Attendance attendance;
    private final Map<String, ImEndpoints> ims = new ConcurrentHashMap<>();
    private final Map<String, Mount> mounts = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong registrations = new AtomicLong();
    private final Ticker ticker;
    private final TurnedAway turnedAway;
    private final OpenDoors doors;
    private final SharedSockets shared = new SharedSockets();

    /// Where nobody has to be told of accounts without a token.
    public PlatformRoutes(Router router, Operators operators, Supplier<URI> address, UnaryOperator<String> canonical,
            Attendance attendance, Ticker ticker) {
        this(router, operators, address, canonical, attendance, OpenDoors.UNWATCHED, ticker);
    }

    /// @param address   where this host is reached
    /// @param canonical the IM type behind an alias
    /// @param attendance what accounts do that take no connections
    public PlatformRoutes(Router router, Operators operators, Supplier<URI> address, UnaryOperator<String> canonical,
            Attendance attendance, OpenDoors doors, Ticker ticker) {
        this.router = router;
        this.operators = operators;
        this.address = address;
        this.canonical = canonical;
        this.attendance = attendance;
        this.doors = doors;
        this.ticker = ticker;
        this.turnedAway = new TurnedAway(ticker);
        router.add(Route.guarded(Set.of(), "/api/{im}/receive", head -> enter(head, Optional.empty())));
        router.add(Route.guarded(Set.of(), "/api/{im}/receive/{account}",
                head -> enter(head, Optional.of(head.parameter("account")))));
    }

    SharedSockets shared() {
        return shared;
    }

    Ticker ticker() {
        return ticker;
    }

    OpenDoors doors() {
        return doors;
    }

    /// What an account is lent.
    public AccountRoutes lend(String im, String account, String adapter) {
        return new AccountRoutes(this, im, account, adapter);
    }

    URI address() {
        return address.get();
    }

    private Door.Entry enter(HttpRequest head, Optional<String> account) throws InterruptedException {
        String im = canonical.apply(head.parameter("im"));
        PlatformRequest asked = new PlatformRequest(head, account, operators.knowsOnPlatformRoute(head));
        long deadline = ticker.in(PATIENCE);
        while (true) {
            long seen = registrations.get();
            Search search = search(im, asked);
            Endpoint endpoint = search.admitted;
            Decision decision = search.decision;
            if (endpoint != null && decision != null) {
                check(im, endpoint, asked);
                if (!endpoint.resting()) {
                    return admitted(endpoint, decision, asked);
                }
                if (!attendance.knock(endpoint.account()) || !waitForChange(seen, deadline)) {
                    throw away(im, asked, away(attendance.why(endpoint.account())));
                }
                continue;
            }
            if (decision != null) {
                throw away(im, asked, new HttpProblem(decision.status(),
                        decision.status() == UNAUTHORIZED ? "unauthorized" : "refused", decision.reason()));
            }
            if (!attendance.expects(im, account.orElse("")) || !waitForChange(seen, deadline)) {
                throw away(im, asked, nobody(im, asked));
            }
        }
    }

    /// Whoever shows an account's secret is no page of another site, whatever its `Origin` says; everybody else might be one.
    private void check(String im, Endpoint endpoint, PlatformRequest asked) {
        boolean anybody = endpoint.admission().anybody();
        boolean showsSecret = asked.token().isPresent() || !asked.request().query().isEmpty();
        if (anybody || !showsSecret) {
            try {
                asked.request().refuseForeignPage();
            } catch (HttpProblem problem) {
                throw away(im, asked, problem);
            }
        }
        if (anybody && !endpoint.takesAnybody(asked)) {
            throw away(im, asked, new HttpProblem(FORBIDDEN, "no_token", "account " + endpoint.account()
                    + " has no token, so connections from other machines are refused; set a token in its file and there"));
        }
    }

    private Door.Entry admitted(Endpoint endpoint, Decision decision, PlatformRequest asked) {
        boolean known = !endpoint.admission().anybody() && !decision.equals(Decision.ADMIT_UNPROVEN);
        Leash leash = asked.operator() ? operators.leash(asked.request()) : Leash.NONE;
        return new Door.Entry(known, request -> endpoint.answer(asked.with(request)).heldBy(leash));
    }

    /// The operator's log names commands as they are typed here; whoever is turned away is a stranger.
    private HttpProblem away(String im, PlatformRequest asked, HttpProblem problem) {
        turnedAway(im, asked, problem.getMessage());
        return problem.saying(Launcher.forStrangers(problem.getMessage()));
    }

    /// @param decision of the endpoint that admits, else the first refusal, else null
    private record Search(@Nullable Endpoint admitted, @Nullable Decision decision) {}

    private Search search(String im, PlatformRequest request) {
        ImEndpoints endpoints = ims.get(im);
        Decision refused = null;
        if (endpoints != null) {
            for (Endpoint endpoint : endpoints.candidates(request, request.request().wantsWebSocket())) {
                Decision decision = endpoint.admission().decide().apply(request);
                switch (decision.kind()) {
                    case ADMIT -> {
                        return new Search(endpoint, decision);
                    }
                    case REFUSE -> refused = refused == null ? decision : refused;
                    case NOT_MINE -> {
                        // Somebody else's.
                    }
                }
            }
        }
        return new Search(null, refused);
    }

    /// Tells the operator. Requests for an IM that this host has no account of are strangers' and not told.
    void turnedAway(String im, PlatformRequest request, String reason) {
        ImEndpoints endpoints = ims.get(im);
        if (endpoints != null) {
            turnedAway.tell(im, request, endpoints.headers(), reason);
        }
    }

    private static HttpProblem away(String reason) {
        return new HttpProblem(503, "account_away", reason);
    }

    private HttpProblem nobody(String im, PlatformRequest request) {
        String account = request.accountInPath().orElse("");
        ImEndpoints endpoints = ims.get(im);
        if (attendance.knows(im, account) && (endpoints == null || !endpoints.attended(account))) {
            return away(account.isEmpty()
                    ? "no account of '" + im + "' takes connections now; see " + Launcher.hint("accounts")
                    : "account '" + account + "' takes no connections now; see " + Launcher.hint("accounts"));
        }
        String missing = endpoints == null || !account.isEmpty() ? "" : endpoints.missing(request);
        if (!missing.isEmpty()) {
            return new HttpProblem(400, "header_missing",
                    "the header " + missing + " is missing, which says for which account of '"
                            + im + "' this is; let the platform send it, or connect to /api/" + im
                            + "/receive/ID with the account's id");
        }
        String kind = request.request().wantsWebSocket() ? "a WebSocket connection" : "an HTTP request";
        String reason = "no account of '" + im + "' waits for " + kind + " here"
                + request.accountInPath().map(id -> " under the id '" + id + "'").orElse("") + "; see "
                + Launcher.hint("accounts");
        return new HttpProblem(404, "no_account", reason);
    }

    /// Waits a moment for a new registration.
    ///
    /// @return false when the patience is over
    private boolean waitForChange(long seen, long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(ticker.until(deadline), RECHECK.toNanos());
            while (registrations.get() == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !ticker.reached(deadline);
        } finally {
            lock.unlock();
        }
    }

    void add(String im, Endpoint endpoint) {
        ims.computeIfAbsent(im, key -> new ImEndpoints()).add(endpoint);
        lock.lock();
        try {
            registrations.incrementAndGet();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void remove(String im, Endpoint endpoint) {
        ims.computeIfPresent(im, (key, endpoints) -> {
            endpoints.remove(endpoint);
            return endpoints;
        });
    }

    Registration mount(String name, String adapter, RouteHandler handler) {
        if (!name.matches("[a-z][a-z0-9-]{0,30}") || RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "pages cannot be mounted under '/" + name + "': the name is reserved or not legal");
        }
        Mount mount = mounts.computeIfAbsent(name, key -> new Mount(name, adapter));
        mount.add(adapter, handler);
        return () -> mount.remove(handler);
    }

    /// The handlers of one mounted name; the first answers.
    private final class Mount {
        private final String name;
        private final java.util.List<RouteHandler> handlers = new java.util.concurrent.CopyOnWriteArrayList<>();
        private String adapter;

        Mount(String name, String adapter) {
            this.name = name;
            this.adapter = adapter;
            router.add(Route.guarded(Set.of(), "/" + name + "/{rest*}", this::enter));
        }

        private Door.Entry enter(HttpRequest head) {
            head.refuseForeignPage();
            if (head.path().equals("/" + name) && SAFE.contains(head.method())) {
                // Addresses in the page are relative, so that it works below any path that a reverse proxy puts in front.
                String query = head.rawQuery();
                return Door.Entry.stranger(_ -> HttpReply.redirect(name + "/" + (query.isEmpty() ? "" : "?" + query)));
            }
            boolean operator = operators.knows(head);
            return new Door.Entry(operator, request -> answer(request, operator));
        }

        synchronized void add(String newAdapter, RouteHandler handler) {
            if (!handlers.isEmpty() && !adapter.equals(newAdapter)) {
                throw new IllegalArgumentException("pages under '/" + name + "' are already given by adapter " + adapter);
            }
            adapter = newAdapter;
            handlers.add(handler);
        }

        void remove(RouteHandler handler) {
            handlers.remove(handler);
        }

        private HttpReply answer(HttpRequest request, boolean operator) throws InterruptedException {
            for (RouteHandler handler : handlers) {
                return AccountRoutes.reply(handler.handle(new PlatformRequest(request, Optional.empty(), operator)));
            }
            return HttpReply.error(503, "not_ready",
                    "the pages under /" + name + " are not ready; is an account of adapter " + adapter
                            + " running? see 'botyard accounts'");
        }
    }
}
