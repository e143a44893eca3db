package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.store.Buckets;

/// A value that was found.
///
/// @param value its beginning
/// @param cut   whether there is more of it
record BucketValueRecord(String bucket, String key, String value, boolean cut) {
    private static final int SHOWN = 500;

    static BucketValueRecord of(Buckets.Value found) {
        String value = found.value();
        boolean cut = value.length() > SHOWN;
        return new BucketValueRecord(found.bucket(), found.key(), cut ? value.substring(0, SHOWN) : value, cut);
    }

    /// Leaves out the value, which may be a secret.
    @Override
    public String toString() {
        return "BucketValueRecord[" + bucket + "." + key + "]";
    }
}
