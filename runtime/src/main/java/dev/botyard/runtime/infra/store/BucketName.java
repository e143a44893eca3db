package dev.botyard.runtime.infra.store;

/// The names of buckets: one to three segments between dots.
public final class BucketName {
    private static final int MAX_LEVELS = 3;

    private BucketName() {}

    /// `name`, if it is one.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public static String check(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A bucket needs a name.");
        }
        String[] levels = name.split("\\.", -1);
        if (levels.length > MAX_LEVELS) {
            throw new IllegalArgumentException(
                    "The bucket name '" + name + "' has " + levels.length + " levels; at most " + MAX_LEVELS + " are allowed.");
        }
        for (String level : levels) {
            if (level.isEmpty()) {
                throw new IllegalArgumentException(
                        "The bucket name '" + name + "' has an empty part; write text on both sides of each dot.");
            }
        }
        return name;
    }
}
