package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.BackupException;
import dev.botyard.runtime.ops.backup.Manifest;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreException;
import java.io.ByteArrayInputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// `GET|PUT|DELETE /buckets/...` for operators, export and import as JSON lines, and `POST /backup`.
public final class BucketResource implements AdminApi.Resource {
    private final Buckets buckets;
    private final Store store;
    private final Backup backup;

    public BucketResource(Store store, Backup backup) {
        this.backup = backup;
        this.buckets = store.buckets();
        this.store = store;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/buckets", request -> AdminApi.json(200, Map.of("buckets", buckets.bucketNames())));
        api.get("/buckets/{bucket}", checked(request -> AdminApi.json(200, buckets.all(request.parameter("bucket")))));
        api.get("/buckets/{bucket}/{key*}", checked(request -> {
            Map<String, String> all = buckets.all(request.parameter("bucket"));
            String key = request.parameter("key");
            if (!all.containsKey(key)) {
                throw AdminApi.notFound("key", key, all.keySet());
            }
            return AdminApi.json(200, Map.of("bucket", request.parameter("bucket"), "key", key, "value", all.get(key)));
        }));
        api.on("PUT", "/buckets/{bucket}/{key*}", checked(request -> {
            buckets.set(request.parameter("bucket"), request.parameter("key"), Body.of(request).text("value"));
            return HttpReply.empty(204);
        }));
        api.on("DELETE", "/buckets/{bucket}/{key*}", checked(request -> {
            buckets.delete(request.parameter("bucket"), request.parameter("key"));
            return HttpReply.empty(204);
        }));
        api.get("/export/buckets", request -> HttpReply.stream(200, "application/x-ndjson", buckets::exportTo));
        api.post("/import/buckets", checked(request -> AdminApi.json(200,
                Map.of("imported", buckets.importFrom(new ByteArrayInputStream(request.body()))))));
        api.post("/backup", this::backup);
    }

    private HttpReply backup(HttpRequest request) {
        Arguments body = Body.of(request);
        String file = body.required("file");
        try {
            store.flush();
            Manifest written = backup.write(Path.of(file).toAbsolutePath(), body.flag("media"));
            return AdminApi.json(200, BackupRecord.of(file, written));
        } catch (InvalidPathException | StoreException | BackupException e) {
            throw new HttpProblem(400, "backup_failed", e.getMessage());
        }
    }

    private static dev.botyard.runtime.net.http.HttpHandler checked(dev.botyard.runtime.net.http.HttpHandler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (IllegalArgumentException e) {
                throw new HttpProblem(400, "invalid_request", e.getMessage());
            }
        };
    }
}
