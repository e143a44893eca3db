package dev.botyard.runtime.ops.admin;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// `GET /adapters`: what is loaded, with its settings as a form, and which jars were refused and why.
public final class AdapterResource implements AdminApi.Resource {
    private final AdapterLoader loader;

    public AdapterResource(AdapterLoader loader) {
        this.loader = loader;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/adapters",
                request -> AdminApi.json(200,
                        Map.of("adapters", loader.catalog().all().stream().map(AdapterResource::toMap).toList(),
                                "refused",
                                loader.catalog().refused().stream()
                                        .map(jar -> Map.of("file", jar.source().getFileName().toString(), "bundled",
                                                jar.bundled(), "reason", jar.reason(), "since", jar.since().toString()))
                                        .toList())));
    }

    /// An adapter as the API shows it.
    public static Map<String, Object> toMap(LoadedAdapter adapter) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", adapter.id());
        map.put("name", adapter.descriptor().name());
        map.put("version", adapter.version());
        map.put("provider", adapter.facts().provider());
        map.put("license", adapter.facts().license());
        map.put("im_types", adapter.descriptor().imTypes().stream().sorted().toList());
        map.put("any_im_type", adapter.descriptor().anyImType());
        map.put("bundled", adapter.bundled());
        map.put("file", adapter.source().getFileName().toString());
        map.put("sha256", adapter.facts().sha256());
        map.put("requires", adapter.facts().requires());
        map.put("loaded_at", adapter.loadedAt().toString());
        map.put("capabilities", adapter.descriptor().capabilities().stream().map(AdminApi::label).sorted().toList());
        map.put("lacks", lacks(adapter.descriptor()));
        map.put("settings", adapter.descriptor().schema().fields().stream().map(SettingView::of).toList());
        return map;
    }

    /// By the names of [Capability]: what scripts are told.
    private static Map<String, String> lacks(AdapterDescriptor descriptor) {
        Map<String, String> lacks = new TreeMap<>();
        descriptor.hints().forEach((capability, hint) -> lacks.put(AdminApi.label(capability), hint));
        return lacks;
    }
}
