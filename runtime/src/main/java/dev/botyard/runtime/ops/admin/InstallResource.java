package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.library.InstallReport;
import dev.botyard.runtime.script.library.PluginInstaller;
import dev.botyard.runtime.script.library.PluginInstaller.Wish;
import dev.botyard.runtime.script.library.PluginSource;
import dev.botyard.runtime.script.library.PluginSource.Kind;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /plugins/install`, `POST /plugins/{file}/update` and `GET /plugins/{file}/origin`: plugins from elsewhere.
///
/// A body is JSON with `url` or `git`, or a zip archive itself; its wishes stand in the query then.
public final class InstallResource implements AdminApi.Resource {
    private static final List<String> FLAGS = List.of("dry_run", "overwrite", "force");
    private static final List<String> LISTS = List.of("files", "buckets");
    private static final List<String> TEXTS = List.of("path", "sha256");

    private final PluginCatalog catalog;
    private final PluginInstaller installer;

    public InstallResource(PluginCatalog catalog, PluginInstaller installer) {
        this.catalog = catalog;
        this.installer = installer;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/plugins/install", LibraryAnswers.of(this::install));
        api.post("/plugins/{file}/update", LibraryAnswers.of(request -> answer(
                installer.update(AdminApi.plugin(catalog, request.parameter("file")).file(), wish(Body.of(request))))));
        api.get("/plugins/{file}/origin", request -> {
            String file = AdminApi.plugin(catalog, request.parameter("file")).file();
            return installer.origin(file).map(origin -> AdminApi.json(200, origin)).orElseGet(() -> HttpReply.empty(204));
        });
    }

    private HttpReply install(HttpRequest request) throws IOException, InterruptedException {
        if (request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("zip")) {
            Arguments asked = query(request);
            String name = AdminApi.query(request, "name");
            return answer(installer.install(
                    new PluginSource(Kind.ZIP, name.isEmpty() ? "archive.zip" : name, "", asked.text("path"), ""),
                    request.body(), wish(asked)));
        }
        Arguments body = Body.of(request);
        String url = body.text("url").strip();
        String git = body.text("git").strip();
        if (url.isEmpty() == git.isEmpty()) {
            throw new IllegalArgumentException(
                    "say either url, the address of a script or of a zip archive, or git, a repository");
        }
        PluginSource source = git.isEmpty()
                ? new PluginSource(Kind.URL, url, "", body.text("path"), body.text("name").strip())
                : new PluginSource(Kind.GIT, git, body.text("ref").strip(), body.text("path"), "");
        return answer(installer.install(source, wish(body)));
    }

    private static HttpReply answer(InstallReport report) {
        return AdminApi.json(report.written() ? 201 : 200, report);
    }

    private static Wish wish(Arguments asked) {
        return new Wish(asked.flag("dry_run"), asked.flag("overwrite"), asked.flag("force"), asked.texts("files"),
                asked.text("sha256").strip(), asked.texts("buckets"));
    }

    /// What stands in the query, as a body would have it; a list may be given by repeating its name.
    private static Arguments query(HttpRequest request) {
        ObjectNode asked = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, List<String>> one : request.query().entrySet()) {
            if (FLAGS.contains(one.getKey()) || TEXTS.contains(one.getKey())) {
                asked.put(one.getKey(), one.getValue().getFirst());
            } else if (LISTS.contains(one.getKey())) {
                ArrayNode all = asked.putArray(one.getKey());
                one.getValue().forEach(all::add);
            }
        }
        return Body.of(Json.MAPPER.writeValueAsBytes(asked));
    }
}
