package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.library.PluginInstaller;
import dev.botyard.runtime.script.library.PluginLibrary;
import dev.botyard.runtime.script.library.PluginLibrary.Expected;
import dev.botyard.runtime.script.library.PluginLibrary.Text;
import dev.botyard.runtime.script.library.PluginTemplate;
import dev.botyard.runtime.script.library.ScriptName;
import dev.botyard.runtime.script.library.ScriptVerdict;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/// `PUT|DELETE /plugins/{file}`, `GET /plugins/{file}/source`, `POST /plugins/{file}/check` and `GET /plugin-templates/{name}`: the files
/// of plugins.
///
/// A body is a JSON object with `source`, or the script itself. Who has read a script says its stamp, in the body or as `If-Match`, and
/// does not write over what somebody else has changed meanwhile.
public final class ScriptResource implements AdminApi.Resource {
    private final PluginCatalog catalog;
    private final PluginLibrary library;
    private final PluginInstaller installer;

    public ScriptResource(PluginCatalog catalog, PluginLibrary library, PluginInstaller installer) {
        this.catalog = catalog;
        this.library = library;
        this.installer = installer;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugin-templates/{name}", LibraryAnswers.of(this::template));
        api.get("/plugins/{file}/source", LibraryAnswers.of(this::source));
        api.on("PUT", "/plugins/{file}", LibraryAnswers.of(this::save));
        api.on("DELETE", "/plugins/{file}", LibraryAnswers.of(this::remove));
        api.post("/plugins/{file}/check", LibraryAnswers.of(request -> {
            String file = request.parameter("file");
            return AdminApi.json(200, library.check(file, Sent.of(request).bytes(file)));
        }));
    }

    /// What a new plugin of this file name may begin with.
    private HttpReply template(HttpRequest request) throws IOException {
        String file = ScriptName.checked(request.parameter("name"));
        String bare = file.substring(0, file.lastIndexOf('.'));
        return AdminApi.json(200,
                new Text(file, "", PluginTemplate.of(Language.ofFile(file).orElse(Language.PYTHON), bare)));
    }

    /// Nothing is masked here: what is read is what is written back.
    private HttpReply source(HttpRequest request) throws IOException {
        Text text = library.text(AdminApi.plugin(catalog, request.parameter("file")));
        return HttpReply.json(200, Shown.text(text)).with("ETag", "\"" + text.stamp() + "\"").with("Cache-Control", "no-store");
    }

    private HttpReply save(HttpRequest request) throws IOException, InterruptedException {
        String file = request.parameter("file");
        Sent sent = Sent.of(request);
        byte[] bytes = sent.bytes(file);
        ScriptVerdict verdict = library.check(file, bytes);
        if (!verdict.ok() && !sent.options().flag("force")) {
            return AdminApi.json(400, RefusedScriptRecord.of(verdict));
        }
        boolean created = library.write(file, bytes, expected(request, sent.options()));
        String stamp = PluginFile.stamp(bytes);
        String state = catalog.snapshot().find(file).map(Plugin::state).orElse("invalid");
        return AdminApi.json(created ? 201 : 200,
                new SavedRecord(file, created, stamp, state, verdict.problems(), verdict.missing()))
                .with("ETag", "\"" + stamp + "\"");
    }

    private HttpReply remove(HttpRequest request) throws IOException {
        Plugin plugin = AdminApi.plugin(catalog, request.parameter("file"));
        int version = library.remove(plugin, stamp(request, AdminApi.query(request, "stamp")));
        installer.removed(plugin.file());
        return AdminApi.json(200, new RemovedRecord(plugin.file(), version));
    }

    private static Expected expected(HttpRequest request, Arguments options) {
        boolean fresh = options.flag("new") || request.header("If-None-Match").orElse("").strip().equals("*");
        return new Expected(stamp(request, options.text("stamp")), fresh);
    }

    private static String stamp(HttpRequest request, String given) {
        String tag = request.header("If-Match").orElse("").strip().replaceFirst("^W/", "").replace("\"", "");
        return given.isEmpty() && !tag.equals("*") ? tag : given;
    }

    /// A script as it was sent.
    ///
    /// @param raw     the body where that is the script, null where it is JSON
    /// @param options beside it
    private record Sent(byte[] raw, Arguments options) {
        static Sent of(HttpRequest request) {
            String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (type.contains("json") || type.isEmpty() && isJson(request.body())) {
                return new Sent(null, Body.of(request));
            }
            return new Sent(request.body(), Body.of(new byte[0]));
        }

        private static boolean isJson(byte[] body) {
            try {
                return body.length > 0 && body[0] == '{' && Json.MAPPER.readTree(body).isObject();
            } catch (JacksonException _) {
                return false;
            }
        }

        byte[] bytes(String file) {
            if (raw != null && raw.length == 0) {
                throw new IllegalArgumentException("source is missing: the body is empty");
            }
            return raw == null ? PluginFile.bytes(file, options.required("source")) : raw;
        }
    }
}
