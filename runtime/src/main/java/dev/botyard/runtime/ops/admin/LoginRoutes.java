package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.PublicUrl;
import dev.botyard.runtime.net.http.Door;
import dev.botyard.runtime.net.http.HtmlText;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Caller;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.Role;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/// `/login`: lets a browser in that came by a login link.
///
/// Link scanners and chat programs open links before people do, so looking uses nothing up: the ticket moves from the address into a cookie,
/// and the button of the page exchanges it for a session.
public final class LoginRoutes {
    private static final String TICKET_COOKIE = "botyard_ticket";

    private final Operators operators;
    private final Supplier<URI> address;
    private final String command;

    /// @param address how the outside reaches this host
    /// @param command by which this host's commands are started
    public LoginRoutes(Operators operators, Supplier<URI> address, String command) {
        this.operators = operators;
        this.address = address;
        this.command = command;
    }

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/login", this::look));
        router.add(Route.guarded(Set.of("POST"), "/login", head -> {
            head.refuseForeignPage();
            return Door.Entry.stranger(this::enter);
        }));
    }

    /// An address that lets one browser in, once.
    public String link() {
        return PublicUrl.below(address.get(), "/login?ticket=" + operators.ticket()).toString();
    }

    private HttpReply look(HttpRequest request) {
        String ticket = request.query("ticket").orElse("");
        if (operators.caller(request).filter(caller -> caller.role() == Role.OPERATOR || !brings(request, ticket)).isPresent()) {
            return HttpReply.redirect(destination(request));
        }
        if (operators.works(ticket)) {
            return HttpReply.redirect(request.basePath() + "/login" + (toConsole(request) ? "?to=console" : ""))
                    .with("Set-Cookie", SessionCookies.cookie(request, TICKET_COOKIE, ticket, "/login", Operators.TICKET))
                    .with("Cache-Control", "no-store");
        }
        return ticket.isEmpty() && request.cookie(TICKET_COOKIE).filter(operators::works).isPresent()
                ? page(200, "Log in", "<form method=\"post\"><p>This lets this browser steer the host.</p>"
                        + "<p lang=\"zh\">此浏览器将可以操作主机。</p><button autofocus>Log in · 登录</button></form>")
                : refused();
    }

    /// Whether somebody who may do less has come by a link that lets in for more.
    private boolean brings(HttpRequest request, String ticket) {
        return operators.works(ticket) || request.cookie(TICKET_COOKIE).filter(operators::works).isPresent();
    }

    private HttpReply enter(HttpRequest request) {
        String ticket = request.cookie(TICKET_COOKIE).orElse("");
        if (!operators.redeem(ticket)) {
            return refused();
        }
        return HttpReply.redirect(destination(request))
                .with("Set-Cookie", SessionCookies.session(request, operators, Caller.HOLDER))
                .with("Set-Cookie", SessionCookies.gone(request, TICKET_COOKIE, "/login"));
    }

    /// A newcomer wants to talk to the bot; the console asks to come back to it.
    private static String destination(HttpRequest request) {
        return request.basePath() + (toConsole(request) ? "/" : "/chat/");
    }

    private static boolean toConsole(HttpRequest request) {
        return request.query("to").orElse("").equals("console");
    }

    private HttpReply refused() {
        return page(403, "This link does not work any more", "<p>A login link works once, within "
                + Operators.TICKET.toMinutes() + " minutes. Get a new one with <code>" + HtmlText.escape(command)
                + " token link</code>.</p><p lang=\"zh\">登录链接在 " + Operators.TICKET.toMinutes() + " 分钟内有效，只能使用一次。请在主机上运行 <code>"
                + HtmlText.escape(command) + " token link</code> 获取新的链接。</p>");
    }

    private static HttpReply page(int status, String title, String body) {
        return HttpReply.html(status, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Botyard</title><h1>" + title
                + "</h1>" + body + "</html>").with("Cache-Control", "no-store")
                // Without a referrer a browser sends the form with 'Origin: null', which is nobody's own page.
                .with("Referrer-Policy", "same-origin");
    }
}
