package dev.botyard.runtime.script.header;

/// The texts that describe a plugin. An empty text means that the header does not say.
///
/// @param language `python`, `javascript`, `es5` or `golang`, from the header or else from the file's extension
/// @param runtime the wanted interpreter, such as `python@3.12`
public record PluginInfo(
        String author,
        String title,
        String description,
        String version,
        String runtime,
        String language,
        String category,
        String icon,
        String service,
        String createdAt) {}
