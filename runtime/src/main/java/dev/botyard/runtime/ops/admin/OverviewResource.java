package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.ops.overview.Overview;

/// `GET /overview`: how much the host does, and what needs a person.
public final class OverviewResource implements AdminApi.Resource {
    private final Overview overview;

    public OverviewResource(Overview overview) {
        this.overview = overview;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/overview", request -> AdminApi.json(200, overview.now()));
    }
}
