package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.infra.store.Store;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/// Buckets for operators: values read, set, found, renamed and removed, all of them exported and imported as JSON lines.
public final class BucketResource implements AdminApi.Resource {
    private final Buckets buckets;

    public BucketResource(Store store) {
        this.buckets = store.buckets();
    }

    @Override
    public void register(AdminApi api) {
        api.get("/buckets",
                request -> AdminApi.json(200, Map.of("buckets", buckets.bucketNames(), "sizes", buckets.sizes())));
        api.get("/buckets/{bucket}", checked(request -> AdminApi.json(200, buckets.all(request.parameter("bucket")))));
        api.on("DELETE", "/buckets/{bucket}", checked(request -> {
            buckets.clear(request.parameter("bucket"));
            return HttpReply.empty(204);
        }));
        api.get("/buckets/{bucket}/{key*}", checked(request -> AdminApi.json(200, Map.of("bucket",
                request.parameter("bucket"), "key", request.parameter("key"), "value", found(request)))));
        api.on("PUT", "/buckets/{bucket}/{key*}", checked(this::set));
        api.on("DELETE", "/buckets/{bucket}/{key*}", checked(request -> {
            buckets.delete(request.parameter("bucket"), request.parameter("key"));
            return HttpReply.empty(204);
        }));
        api.get("/find/buckets", request -> AdminApi.json(200, Map.of("values",
                buckets.find(AdminApi.query(request, "bucket"), AdminApi.query(request, "text"), AdminApi.limit(request)).stream()
                        .map(BucketValueRecord::of).toList())));
        api.post("/rename/buckets", checked(this::rename));
        api.get("/export/buckets", request -> HttpReply.stream(200, "application/x-ndjson",
                out -> buckets.exportTo(AdminApi.query(request, "bucket"), out)));
        api.post("/import/buckets", checked(this::read));
    }

    /// With `keep` what is there stays as it is.
    private HttpReply read(HttpRequest request) {
        ByteArrayInputStream lines = new ByteArrayInputStream(request.body());
        boolean keep = AdminApi.query(request, "keep").equals("true");
        return AdminApi.json(200, Map.of("imported", keep ? buckets.addFrom(lines) : buckets.importFrom(lines)));
    }

    private String found(HttpRequest request) {
        String bucket = request.parameter("bucket");
        String key = request.parameter("key");
        List<Buckets.Value> exact = buckets.exactly(bucket, key);
        if (exact.isEmpty()) {
            throw AdminApi.notFound("key", key, buckets.keys(bucket, null));
        }
        return exact.getFirst().value();
    }

    private HttpReply set(HttpRequest request) {
        String bucket = request.parameter("bucket");
        String key = request.parameter("key");
        String value = Body.of(request).text("value");
        String before = buckets.get(bucket, key);
        // Who edits what was shown would write the stars over the secret.
        if (value.contains(Secrets.MASK) && !before.contains(Secrets.MASK) && !Secrets.process().mask(before).equals(before)) {
            throw new HttpProblem(409, "conflict", "the value of " + key + " in " + bucket + " holds a secret, which is shown as "
                    + Secrets.MASK + "; write the whole value anew");
        }
        buckets.set(bucket, key, value);
        return HttpReply.empty(204);
    }

    /// A bucket, or with `key` one of its values.
    private HttpReply rename(HttpRequest request) {
        Arguments body = Body.of(request);
        String bucket = body.required("bucket");
        String to = body.required("to");
        try {
            int moved;
            if (body.has("key")) {
                String key = body.text("key");
                moved = buckets.renameKey(bucket, key, to) ? 1 : 0;
                if (moved == 0) {
                    throw AdminApi.notFound("key", key, buckets.keys(bucket, null));
                }
            } else {
                moved = buckets.rename(bucket, to);
                if (moved == 0) {
                    throw AdminApi.notFound("bucket", bucket, buckets.bucketNames());
                }
            }
            return AdminApi.json(200, Map.of("renamed", moved));
        } catch (IllegalStateException e) {
            throw new HttpProblem(409, "exists", e.getMessage());
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
