package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.AdapterRecord;
import java.util.List;

/// `GET /adapters`: what is loaded, with its settings as a form, and which jars were refused and why.
public final class AdapterResource implements AdminApi.Resource {
    private final AdapterLoader loader;

    public AdapterResource(AdapterLoader loader) {
        this.loader = loader;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/adapters",
                request -> AdminApi.json(200, new Adapters(loader.catalog().all().stream().map(AdapterRecord::of).toList(),
                        loader.catalog().refused().stream().map(AdapterRecord.Refused::of).toList())));
    }

    record Adapters(List<AdapterRecord> adapters, List<AdapterRecord.Refused> refused) {}
}
