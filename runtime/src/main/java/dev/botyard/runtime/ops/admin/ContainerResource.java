package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.ContainerDeclaration;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.container.ContainerRecord;
import dev.botyard.runtime.script.container.Containers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `GET /containers`, `GET|PUT|DELETE /containers/{id}`, `POST /containers/{id}/test`: the panels that scripts work with.
public final class ContainerResource implements AdminApi.Resource {
    private static final Set<String> KEYS = ContainerDeclaration.SETTINGS.stream().map(Setting::key)
            .collect(Collectors.toUnmodifiableSet());
    /// What a container shows besides, and a form may send back.
    private static final Set<String> SHOWN = Set.of("id", "line", "state", "detail", "tested_at");

    private final Containers containers;

    public ContainerResource(Containers containers) {
        this.containers = containers;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/containers", request -> AdminApi.json(200, Map.of("containers", containers.all(), "problems",
                containers.problems(), "settings",
                ContainerDeclaration.SETTINGS.stream().map(Setting::field).map(SettingView::of).toList())));
        api.get("/containers/{id}", request -> AdminApi.json(200, found(request)));
        api.on("PUT", "/containers/{id}", this::put);
        api.on("DELETE", "/containers/{id}", this::remove);
        api.post("/containers/{id}/test", this::test);
    }

    /// What is left out stays as it is, and so does a secret that is left empty, which a form cannot show.
    private HttpReply put(HttpRequest request) {
        Arguments body = Body.of(request);
        Map<String, Object> values = new LinkedHashMap<>();
        body.node().propertyNames().forEach(key -> {
            Object value = body.any(key);
            boolean silent = value == null || SHOWN.contains(key) || key.equals("client_secret") && value.equals("");
            if (!silent) {
                values.put(key, value instanceof String text && KEYS.contains(key) ? text.strip() : value);
            }
        });
        try {
            return AdminApi.json(200, containers.put(request.parameter("id").strip(), values));
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "invalid_request", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("containers.yaml", e);
        }
    }

    private HttpReply remove(HttpRequest request) {
        try {
            containers.remove(found(request).id());
            return HttpReply.empty(204);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("containers.yaml", e);
        }
    }

    private HttpReply test(HttpRequest request) throws InterruptedException {
        return AdminApi.json(200, containers.test(request.parameter("id")).orElseThrow(() -> missing(request)));
    }

    private ContainerRecord found(HttpRequest request) {
        return containers.find(request.parameter("id")).orElseThrow(() -> missing(request));
    }

    private HttpProblem missing(HttpRequest request) {
        return AdminApi.notFound("container", request.parameter("id"),
                containers.all().stream().map(ContainerRecord::id).toList());
    }
}
