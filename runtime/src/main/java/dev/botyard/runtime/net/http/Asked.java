package dev.botyard.runtime.net.http;

import java.util.Map;

/// What a request asks for, and the route that answers it.
record Asked(RequestTarget target, RouteTable.Match.Found match) {

    /// @param uri     as sent
    /// @param hasBody whether a body follows: one that nobody wants is refused at once
    /// @throws HttpProblem when nothing answers it
    static Asked of(HttpCore core, String method, String uri, boolean hasBody) {
        RequestTarget target = uri.equals("*") && method.equals("OPTIONS")
                ? RequestTarget.parse("/")
                : RequestTarget.parse(uri);
        RouteTable.Match found = core.router().find(method, target.segments());
        if (found instanceof RouteTable.Match.Unknown) {
            // A reverse proxy that serves this host below a path may pass the path on.
            RequestTarget below = target.below(core.pages().basePath());
            found = below == target ? found : core.router().find(method, below.segments());
            target = below;
        }
        return new Asked(target, route(method, found, hasBody));
    }

    private static RouteTable.Match.Found route(String method, RouteTable.Match match, boolean hasBody) {
        HttpProblem problem;
        switch (match) {
            case RouteTable.Match.Found found -> {
                return found;
            }
            case RouteTable.Match.WrongMethod wrong when method.equals("OPTIONS") -> {
                String allowed = String.join(", ", wrong.allowed());
                return new RouteTable.Match.Found(Route.beside(_ -> HttpReply.empty(204).with("Allow", allowed)), Map.of());
            }
            case RouteTable.Match.WrongMethod wrong ->
                problem = new HttpProblem(405, "method_not_allowed", "this path does not answer "
                        + method).with("Allow", String.join(", ", wrong.allowed()));
            case RouteTable.Match.Unknown _ -> problem = new HttpProblem(404, "not_found", "there is nothing at this path");
        }
        if (hasBody) {
            throw problem;
        }
        return new RouteTable.Match.Found(Route.beside(_ -> {
            throw problem;
        }), Map.of());
    }
}
