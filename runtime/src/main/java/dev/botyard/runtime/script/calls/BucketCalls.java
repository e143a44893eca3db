package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.script.worker.CallCode;
import dev.botyard.runtime.script.worker.CallException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// `bucket.*`: text by bucket and key. An unset value reads as the default that the plugin's header declares. A plugin that is confined to
/// some buckets uses those alone, and reads the settings that its header asks for.
public final class BucketCalls implements Gateway.Calls {
    private static final String DEFAULT_BUCKET = "otto";

    /// Where the ancestors of these SDKs kept the administrators of an IM.
    private static final String MASTERS = "masters";

    private final Buckets buckets;
    private final Confinements confinements;
    private final Function<String, List<String>> masters;

    /// @param masters the administrators of an IM type, as the settings name them
    public BucketCalls(Buckets buckets, Confinements confinements, Function<String, List<String>> masters) {
        this.buckets = buckets;
        this.confinements = confinements;
        this.masters = masters;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("bucket.get", checked(this::get));
        methods.put("bucket.set", checked((run, params) -> {
            buckets.set(own(run, params), params.written("key"), params.written("value"));
            return true;
        }));
        methods.put("bucket.delete", checked((run, params) -> {
            buckets.delete(own(run, params), params.written("key"));
            return true;
        }));
        methods.put("bucket.keys",
                checked((run, params) -> buckets.keys(own(run, params), params.has("value") ? params.written("value") : null)));
        methods.put("bucket.all", checked((run, params) -> buckets.all(own(run, params))));
        methods.put("bucket.clear", checked((run, params) -> {
            buckets.clear(own(run, params));
            return true;
        }));
    }

    private Object get(Run run, Params params) {
        String bucket = bucket(params);
        String key = params.written("key");
        // A header can name any bucket, so that it opens the fields it asks for and not the buckets they stand in.
        if (run.plugin().header().params().stream()
                .noneMatch(param -> !param.separator() && param.bucket().equals(bucket) && param.key().equals(key))) {
            own(run, params);
        }
        String value = buckets.get(bucket, key);
        return value.isEmpty() ? run.plugin().header().defaultOf(bucket, key).orElseGet(() -> unset(bucket, key)) : value;
    }

    private String unset(String bucket, String key) {
        return key.equals(MASTERS) ? String.join("&", masters.apply(bucket)) : "";
    }

    /// The bucket, when the plugin may use it.
    private String own(Run run, Params params) {
        String bucket = bucket(params);
        String file = run.plugin().file();
        if (!confinements.allows(file, bucket)) {
            throw CallException.failed(CallCode.BUCKET_FORBIDDEN, file + " is confined to the buckets "
                    + String.join(", ", confinements.of(file)) + " and may not use '" + bucket
                    + "'; an operator allows it with 'botyard plugins confine'");
        }
        return bucket;
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
