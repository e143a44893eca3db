package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.script.worker.CallException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// `bucket.*`: text by bucket and key. An unset value reads as the default that the plugin's header declares.
public final class BucketCalls implements Gateway.Calls {
    private static final String DEFAULT_BUCKET = "otto";

    /// Where the ancestors of these SDKs kept the administrators of an IM.
    private static final String MASTERS = "masters";

    private final Buckets buckets;
    private final Function<String, List<String>> masters;

    /// @param masters the administrators of an IM type, as the settings name them
    public BucketCalls(Buckets buckets, Function<String, List<String>> masters) {
        this.buckets = buckets;
        this.masters = masters;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("bucket.get", checked(this::get));
        methods.put("bucket.set", checked((run, params) -> {
            buckets.set(bucket(params), params.written("key"), params.written("value"));
            return true;
        }));
        methods.put("bucket.delete", checked((run, params) -> {
            buckets.delete(bucket(params), params.written("key"));
            return true;
        }));
        methods.put("bucket.keys",
                checked((run, params) -> buckets.keys(bucket(params), params.has("value") ? params.written("value") : null)));
        methods.put("bucket.all", checked((run, params) -> buckets.all(bucket(params))));
        methods.put("bucket.clear", checked((run, params) -> {
            buckets.clear(bucket(params));
            return true;
        }));
    }

    private Object get(Run run, Params params) {
        String bucket = bucket(params);
        String key = params.written("key");
        String value = buckets.get(bucket, key);
        return value.isEmpty() ? run.plugin().header().defaultOf(bucket, key).orElseGet(() -> unset(bucket, key)) : value;
    }

    private String unset(String bucket, String key) {
        return key.equals(MASTERS) ? String.join("&", masters.apply(bucket)) : "";
    }

    static String bucket(Params params) {
        String bucket = params.written("bucket");
        return bucket.isEmpty() ? DEFAULT_BUCKET : bucket;
    }

    private static SdkCall checked(SdkCall call) {
        return (run, params) -> {
            try {
                return call.answer(run, params);
            } catch (IllegalArgumentException e) {
                throw CallException.invalid(e.getMessage());
            }
        };
    }
}
