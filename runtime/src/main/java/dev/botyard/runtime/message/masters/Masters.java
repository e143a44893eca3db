package dev.botyard.runtime.message.masters;

import java.util.List;
import java.util.Map;

/// The administrators of the host, by IM type.
@FunctionalInterface
public interface Masters {
    /// The user ids by canonical IM type.
    Map<String, List<String>> byIm();

    /// Whether `user` of `im` is an administrator.
    default boolean contains(String im, String user) {
        return byIm().getOrDefault(im, List.of()).contains(user);
    }
}
