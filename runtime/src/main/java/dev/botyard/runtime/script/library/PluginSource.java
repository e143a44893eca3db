package dev.botyard.runtime.script.library;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Where scripts are fetched from.
///
/// @param address may hold a password, so it is never shown; [#shown] is
/// @param ref     the branch or tag of a repository, `""` for its default
/// @param path    the folder or file in an archive or a repository, `""` for its top
/// @param name    of the file, where an address gives a script without one; else `""`
public record PluginSource(Kind kind, String address, String ref, String path, String name) {

    public enum Kind {
        /// An address that gives a script or a zip archive.
        URL,
        /// A repository.
        GIT,
        /// An archive that an operator sent.
        ZIP
    }

    /// Without a password, and without a query, which may be one.
    @JsonIgnore
    public String shown() {
        return address.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/@]*@", "$1").replaceFirst("\\?.*$", "?…");
    }

    @Override
    public String toString() {
        return kind + " " + shown();
    }
}
