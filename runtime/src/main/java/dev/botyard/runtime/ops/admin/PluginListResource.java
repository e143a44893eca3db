package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.script.library.PluginLists;

/// `GET /plugin-lists`: what the lists offer that the settings name.
public final class PluginListResource implements AdminApi.Resource {
    private final PluginLists lists;

    public PluginListResource(PluginLists lists) {
        this.lists = lists;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugin-lists", LibraryAnswers.of(_ -> AdminApi.json(200, lists.read())));
    }
}
