package dev.botyard.runtime.ops.admin;

import java.io.IOException;
import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.script.plugin.PluginSnapshot;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.im.account.AccountSnapshot;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.net.http.Door;
import dev.botyard.runtime.net.http.HttpHandler;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Caller;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.Role;
import dev.botyard.runtime.infra.logging.VisibleText;
import dev.botyard.runtime.infra.store.AuditLog;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The table of the admin API: adds routes that only operators may use.
public final class AdminApi {
    private static final Logger log = LoggerFactory.getLogger(AdminApi.class);
    private static final int MAX_LIMIT = 1_000;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_PATH = 300;
    private static final String PREFIX = "/api/v1";

    private final Router router;
    private final Operators operators;
    private final Consumer<AuditLog.Row> audit;
    private final InstantSource clock;

    /// Writes nothing down.
    public AdminApi(Router router, Operators operators) {
        this(router, operators, _ -> {}, () -> Instant.EPOCH);
    }

    /// @param audit hears who asked for which change
    public AdminApi(Router router, Operators operators, Consumer<AuditLog.Row> audit, InstantSource clock) {
        this.router = router;
        this.operators = operators;
        this.audit = audit;
        this.clock = clock;
    }

    /// Adds the routes of a topic.
    public AdminApi add(Resource topic) {
        topic.register(this);
        return this;
    }

    /// Routes on one topic.
    public interface Resource {
        void register(AdminApi api);
    }

    void get(String pattern, HttpHandler handler) {
        on("GET", pattern, handler);
    }

    void post(String pattern, HttpHandler handler) {
        on("POST", pattern, handler);
    }

    void on(String method, String pattern, HttpHandler handler) {
        Role needed = RouteRoles.needed(method, pattern);
        boolean audited = RouteRoles.audited(method, pattern);
        router.add(Route.guarded(Set.of(method), PREFIX + pattern, head -> {
            Caller caller = caller(head);
            if (!caller.role().covers(needed)) {
                note(audited, caller, head, FORBIDDEN);
                throw new HttpProblem(FORBIDDEN, "forbidden", "this needs the role " + label(needed) + ", and " + caller.name()
                        + " has the role " + label(caller.role()));
            }
            return Door.Entry.known(request -> answer(request, handler, audited, caller));
        }));
    }

    private HttpReply answer(HttpRequest request, HttpHandler handler, boolean audited, Caller caller)
            throws IOException, InterruptedException {
        try {
            HttpReply reply = handler.handle(request).heldBy(operators.leash(request));
            note(audited, caller, request, reply.status());
            return reply;
        } catch (HttpProblem problem) {
            note(audited, caller, request, problem.status());
            throw problem;
        } catch (StoreException e) {
            // Such as a full disk: nothing that the caller did, and nothing that needs a stack trace.
            log.error("{} {} failed: {}", request.method(), request.path(), e.getMessage());
            note(audited, caller, request, 503);
            throw new HttpProblem(503, "store_failed", e.getMessage());
        }
    }

    private void note(boolean audited, Caller caller, HttpRequest request, int status) {
        if (audited) {
            String path = VisibleText.line(request.path().substring(PREFIX.length()));
            audit.accept(new AuditLog.Row(0, clock.instant(), caller.name(), label(caller.role()), request.method(),
                    path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH), status,
                    caller.session().isEmpty() ? "token" : caller.session()));
        }
    }

    /// A program that shows the token is no page; everybody else must come from a page of this host.
    private Caller caller(HttpRequest head) {
        if (!operators.showsToken(head)) {
            head.refuseForeignPage();
        }
        return operators.caller(head).orElseThrow(() -> new HttpProblem(401, "unauthorized",
                head.header("Authorization").isPresent()
                        ? "the token is wrong; it stands in data/admin.token of the home folder"
                        : "this needs the admin token, which stands in data/admin.token of the home folder: Authorization: Bearer TOKEN"));
    }

    /// JSON with every known secret masked, in the language of who asked.
    static HttpReply json(int status, Object value) {
        return HttpReply.json(status, Secrets.process().mask(Shown.text(value, Words.current())));
    }

    /// @param known the names that there are
    static HttpProblem notFound(String what, String id, Collection<String> known) {
        return new HttpProblem(404, "not_found", "there is no " + what + " '" + id + "'." + Nearest.choices(id, known));
    }

    /// @param accounts those that there are
    static HttpProblem noAccount(String id, AccountSnapshot accounts) {
        return notFound("account", id, accounts.all().stream().map(account -> account.id().value()).toList());
    }

    /// The plugin with this file name, or the only one with this name without its ending.
    static Plugin plugin(PluginCatalog catalog, String name) {
        PluginSnapshot plugins = catalog.snapshot();
        return plugins.named(name).orElseThrow(() -> notFound("plugin", name, plugins.all().stream().map(Plugin::file).toList()));
    }

    /// @param file of the home
    static HttpProblem notWritten(String file, IOException failure) {
        return new HttpProblem(507, "not_written", file + " cannot be written: " + FullDisk.meaning(failure));
    }

    /// The `limit` of a list: 1 to 1000, default 100.
    static int limit(HttpRequest request) {
        return (int) number(request, "limit", 100, MAX_LIMIT);
    }

    /// The `before` of a list, 0 for none.
    static long before(HttpRequest request) {
        return number(request, "before", 0, Long.MAX_VALUE);
    }

    private static long number(HttpRequest request, String name, long fallback, long max) {
        String text = request.query(name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new HttpProblem(400, "invalid_request", name + " must be a number, not '" + text + "'");
        }
        return Math.min(Long.parseLong(text), max);
    }

    static String query(HttpRequest request, String name) {
        return request.query(name).orElse("");
    }

    /// The first of its spellings that is given.
    static String query(HttpRequest request, Argument argument) {
        return argument.spellings().stream().map(name -> query(request, name)).filter(text -> !text.isEmpty()).findFirst()
                .orElse("");
    }

    static String label(Enum<?> value) {
        return Shown.label(value);
    }
}
