package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.library.LineDiff;
import dev.botyard.runtime.script.library.PluginLibrary;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `GET /plugins/{file}/versions`, `GET /plugins/{file}/versions/{number}` and `POST /plugins/{file}/versions/{number}/rollback`: what
/// plugins were before, also those that were removed.
public final class VersionResource implements AdminApi.Resource {
    private final PluginCatalog catalog;
    private final PluginLibrary library;

    public VersionResource(PluginCatalog catalog, PluginLibrary library) {
        this.catalog = catalog;
        this.library = library;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugins/{file}/versions", LibraryAnswers.of(request -> list(file(request))));
        api.get("/plugins/{file}/versions/{number}", LibraryAnswers.of(this::one));
        api.post("/plugins/{file}/versions/{number}/rollback", LibraryAnswers.of(request -> {
            String file = file(request);
            int number = number(request);
            known(file, number);
            library.rollBack(file, number);
            return list(file);
        }));
    }

    private HttpReply list(String file) throws IOException {
        return AdminApi.json(200, new VersionsRecord(file, catalog.snapshot().find(file).map(Plugin::stamp).orElse(""),
                library.versions(file)));
    }

    private HttpReply one(HttpRequest request) throws IOException {
        String file = file(request);
        int number = number(request);
        known(file, number);
        String source = PluginFile.text(file, library.version(file, number));
        Optional<Plugin> plugin = catalog.snapshot().find(file);
        String now = plugin.isPresent() ? library.text(plugin.get()).source() : "";
        return AdminApi.json(200, new VersionTextRecord(file, number, source, LineDiff.of(source, now)));
    }

    /// A plugin that is there, or one that was.
    private String file(HttpRequest request) throws IOException {
        String name = request.parameter("file");
        return catalog.snapshot().find(name).isEmpty() && library.removed().contains(name)
                ? name
                : AdminApi.plugin(catalog, name).file();
    }

    private void known(String file, int number) throws IOException {
        List<String> numbers = library.numbers(file).stream().map(String::valueOf).toList();
        if (!numbers.contains(String.valueOf(number))) {
            throw AdminApi.notFound("version of " + file, String.valueOf(number), numbers);
        }
    }

    private static int number(HttpRequest request) {
        String text = request.parameter("number");
        if (!text.matches("\\d{1,6}")) {
            throw new HttpProblem(400, "invalid_request", "a version is a number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
