package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import java.util.List;

/// `GET|PUT /plugins/{file}/buckets`: which buckets a plugin is confined to. `PUT` takes `buckets`, a list of names; an empty one lifts
/// the confinement.
public final class ConfinementResource implements AdminApi.Resource {
    private final PluginCatalog catalog;
    private final Confinements confinements;

    public ConfinementResource(PluginCatalog catalog, Confinements confinements) {
        this.catalog = catalog;
        this.confinements = confinements;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugins/{file}/buckets", request -> shown(find(request)));
        api.on("PUT", "/plugins/{file}/buckets", request -> {
            String file = find(request);
            Arguments given = Body.of(request);
            if (!given.has("buckets")) {
                throw new HttpProblem(400, "invalid_request", "buckets is missing; an empty list lifts the confinement");
            }
            try {
                confinements.confine(file, given.texts("buckets"));
            } catch (IllegalArgumentException e) {
                throw new HttpProblem(400, "invalid_request", e.getMessage());
            }
            return shown(file);
        });
    }

    private String find(HttpRequest request) {
        return AdminApi.plugin(catalog, request.parameter("file")).file();
    }

    private HttpReply shown(String file) {
        List<String> buckets = confinements.of(file);
        return AdminApi.json(200, new ConfinementRecord(file, !buckets.isEmpty(), buckets));
    }
}
