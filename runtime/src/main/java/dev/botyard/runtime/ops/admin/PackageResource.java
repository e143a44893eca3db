package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.packages.PackageBook;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/// `GET|PUT /packages`: what was added for plugins whose authors name no packages.
public final class PackageResource implements AdminApi.Resource {
    private final PackageBook book;
    private final PluginCatalog catalog;
    private final Runnable retry;
    private final BooleanSupplier readyMade;

    /// @param retry     has what could not be installed before tried again
    /// @param readyMade whether all plugins have the ready-made list
    public PackageResource(PackageBook book, PluginCatalog catalog, Runnable retry, BooleanSupplier readyMade) {
        this.book = book;
        this.retry = retry;
        this.readyMade = readyMade;
        this.catalog = catalog;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/packages", request -> shown());
        api.on("PUT", "/packages", this::change);
    }

    private HttpReply change(HttpRequest request) {
        Arguments body = Body.of(request);
        String asked = body.text("plugin");
        String manager = body.text("manager");
        List<String> managers = Arrays.stream(Language.values()).map(Language::packageManager).toList();
        if (!managers.contains(manager)) {
            throw invalid("'manager' must be one of " + String.join(", ", managers));
        }
        String file = "";
        if (!asked.isEmpty()) {
            Plugin plugin = AdminApi.plugin(catalog, asked);
            if (!plugin.language().packageManager().equals(manager)) {
                throw invalid(
                        "the packages of " + plugin.file() + " come from " + plugin.language().packageManager() + ", not from "
                                + manager);
            }
            file = plugin.file();
        }
        try {
            book.change(manager, file, body.texts("add"), body.texts("remove"));
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("packages.json", e);
        }
        retry.run();
        catalog.refresh();
        return shown();
    }

    private HttpReply shown() {
        return AdminApi.json(200, PackagesRecord.of(book.added(), readyMade.getAsBoolean()));
    }

    private static HttpProblem invalid(String message) {
        return new HttpProblem(400, "invalid_request", message);
    }
}
