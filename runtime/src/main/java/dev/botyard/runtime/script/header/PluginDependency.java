package dev.botyard.runtime.script.header;

/// A package that a plugin needs.
///
/// @param manager `pip`, `npm` or `go`; when the header names none, the one of the plugin's language
/// @param version what the header asks for, empty for any
public record PluginDependency(int line, String name, String manager, String version) {}
