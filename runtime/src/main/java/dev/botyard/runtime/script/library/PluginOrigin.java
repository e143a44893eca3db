package dev.botyard.runtime.script.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// Where a plugin was installed from.
///
/// @param revision of a repository the commit, else `""`
/// @param sha256   of the file as it was installed
public record PluginOrigin(String file, @JsonIgnore PluginSource source, String revision, String sha256, Instant installed) {

    @JsonProperty
    PluginSource.Kind kind() {
        return source.kind();
    }

    /// Without what may be a password.
    @JsonProperty
    public String address() {
        return source.shown();
    }

    @JsonProperty
    String ref() {
        return source.ref();
    }

    @JsonProperty
    String path() {
        return source.path();
    }
}
