package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.access.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which role each route of the admin API asks for: the one place that says it. A route that is not here is for operators.
///
/// Viewers do not see what opens something: QR codes of logins, exports, buckets, in which scripts keep their people's passwords. Whoever may
/// write a plugin may run what he likes on this machine; an author is somebody who is trusted and wants to be kept from mishaps. `often` marks what
/// stands in a log of its own, or changes nothing, and is left out of the audit log.
final class RouteRoles {
    private static final String OFTEN = "often";
    private static final String TABLE = """
            GET    /overview                  viewer
            POST   /push                      author often
            POST   /push/explain              viewer often
            POST   /messages                  author often
            POST   /platform/call             operator
            GET    /accounts                  viewer
            POST   /accounts                  operator
            GET    /accounts/{id}             viewer
            PUT    /accounts/{id}             operator
            DELETE /accounts/{id}             operator
            GET    /accounts/{id}/history     viewer
            GET    /accounts/{id}/settings    operator
            POST   /accounts/{id}/copy        operator
            GET    /settings                  operator
            PUT    /settings                  operator
            POST   /accounts/{id}/start       operator
            POST   /accounts/{id}/stop        operator
            POST   /accounts/{id}/default     operator
            POST   /accounts/{id}/login       operator
            GET    /accounts/{id}/login       operator
            DELETE /accounts/{id}/login       operator
            GET    /accounts/{id}/login/qr.png operator
            POST   /accounts/{id}/login/code  operator
            GET    /adapters                  viewer
            GET    /plugins                   viewer
            GET    /plugins/{file}            viewer
            GET    /plugin-templates/{name}   author
            GET    /plugin-lists              viewer
            PUT    /plugins/{file}            author
            DELETE /plugins/{file}            author
            POST   /plugins/install           author
            POST   /plugins/{file}/update     author
            GET    /plugins/{file}/origin     viewer
            GET    /plugins/{file}/source     author
            POST   /plugins/{file}/check      author often
            POST   /plugins/{file}/enable     author
            POST   /plugins/{file}/disable    author
            GET    /plugins/{file}/versions   author
            GET    /plugins/{file}/versions/{number} author
            POST   /plugins/{file}/versions/{number}/rollback author
            GET    /plugins/{file}/buckets    viewer
            PUT    /plugins/{file}/buckets    operator
            GET    /plugins/{file}/params     author
            PUT    /plugins/{file}/params     author
            POST   /plugins/{file}/run        author
            GET    /packages                  viewer
            PUT    /packages                  author
            GET    /replies                   viewer
            GET    /replies/{name}            viewer
            PUT    /replies/{name}            author
            DELETE /replies/{name}            author
            GET    /containers                viewer
            GET    /containers/{id}           viewer
            PUT    /containers/{id}           operator
            DELETE /containers/{id}           operator
            POST   /containers/{id}/test      operator often
            GET    /payments                  viewer
            POST   /payments                  operator
            GET    /payments/{id}             viewer
            DELETE /payments/{id}             operator
            POST   /payments/{id}/assign      operator
            GET    /pushes                    viewer
            GET    /schedules                 viewer
            GET    /schedules/{id}            viewer
            DELETE /schedules/{id}            author
            GET    /queue                     viewer
            GET    /queue/{id}                viewer
            POST   /queue/{id}/cancel         author
            POST   /queue/{id}/resend         author
            GET    /runs                      viewer
            GET    /runs/{id}                 viewer
            POST   /runs/{id}/cancel          author
            GET    /workers                   viewer
            GET    /trace                     viewer
            GET    /trace/{number}            viewer
            GET    /logs                      viewer
            GET    /logs/file                 viewer
            GET    /events                    viewer
            GET    /buckets                   author
            GET    /buckets/{bucket}          author
            DELETE /buckets/{bucket}          operator
            GET    /buckets/{bucket}/{key}    author
            PUT    /buckets/{bucket}/{key}    author
            DELETE /buckets/{bucket}/{key}    author
            GET    /find/buckets              author
            POST   /rename/buckets            operator
            GET    /export/buckets            operator
            POST   /import/buckets            operator
            GET    /backups                   operator
            POST   /backup                    operator
            POST   /login-links               operator
            GET    /sessions                  operator
            POST   /sessions                  viewer
            DELETE /sessions/{id}             operator
            POST   /logout                    viewer often
            GET    /me                        viewer
            POST   /token/rotate              operator
            GET    /tokens                    operator
            POST   /tokens                    operator
            DELETE /tokens/{name}             operator
            GET    /audit                     operator
            """;
    private static final Map<String, Role> ROLES = new TreeMap<>();
    private static final Set<String> UNAUDITED = new TreeSet<>();

    static {
        TABLE.lines().map(line -> line.split("\\s+")).forEach(words -> {
            String route = words[0] + " " + words[1];
            ROLES.put(route, Role.valueOf(words[2].toUpperCase(Locale.ROOT)));
            if (words[0].equals("GET") || words.length > 3 && words[3].equals(OFTEN)) {
                UNAUDITED.add(route);
            }
        });
    }

    private RouteRoles() {}

    /// @param pattern of the API, without its prefix
    static Role needed(String method, String pattern) {
        return ROLES.getOrDefault(method + " " + pattern, Role.OPERATOR);
    }

    /// Whether what is asked for there stands in the audit log.
    static boolean audited(String method, String pattern) {
        return !UNAUDITED.contains(method + " " + pattern);
    }

    /// All routes that are named, such as `GET /runs`.
    static Set<String> routes() {
        return ROLES.keySet();
    }
}
