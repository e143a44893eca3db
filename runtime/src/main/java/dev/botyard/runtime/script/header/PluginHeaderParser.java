package dev.botyard.runtime.script.header;

import java.nio.file.Path;

/// Reads the header of a script. It never throws on any text and its work grows linearly with the text.
///
/// A missing author is a warning, not an error: the author only serves to tell plugins of the same name apart.
/// A second `cron` is an error of that line; the first one stays in force. An empty value counts as no header at all.
public final class PluginHeaderParser {
    private PluginHeaderParser() {}

    /// @param fileName the file's name; its extension tells the language
    public static PluginHeader parse(String fileName, String source) {
        return parse(Path.of(fileName), source);
    }

    /// As [#parse(String, String)]; the folder, too, may tell the dialect.
    public static PluginHeader parse(Path file, String source) {
        String text = source.startsWith("\uFEFF") ? source.substring(1) : source;
        HeaderCollector collector = new HeaderCollector(file, text);
        HeaderScanner.scan(text).forEach(collector::add);
        return collector.toHeader();
    }
}
