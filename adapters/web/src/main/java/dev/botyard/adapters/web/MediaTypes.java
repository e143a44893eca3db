package dev.botyard.adapters.web;

import dev.botyard.api.adapter.MediaFormats;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which types a browser may show inside the page. Everything else is only offered for download, because HTML and SVG would run as part
/// of the host's own site.
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";
    /// What every browser plays comes first, because it is what the host converts to. What the page does not play or show is offered
    /// for download.
    static final MediaFormats PLAYED = MediaFormats.ANY
            .voice("audio/mpeg", "audio/ogg", "audio/mp4", "audio/aac", "audio/wav", "audio/webm", "audio/flac")
            .video("video/mp4", "video/webm", "video/ogg", "video/quicktime").takingOthers();
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif",
            "audio/mpeg",
            "audio/ogg", "audio/wav", "audio/webm", "audio/mp4", "audio/aac", "audio/flac", "video/mp4", "video/webm",
            "video/ogg",
            "video/quicktime");
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"), Map.entry("avif", "image/avif"), Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"), Map.entry("oga", "audio/ogg"), Map.entry("opus", "audio/ogg"),
            Map.entry("wav", "audio/wav"), Map.entry("weba", "audio/webm"), Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"), Map.entry("flac", "audio/flac"), Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"), Map.entry("ogv", "video/ogg"), Map.entry("mov", "video/quicktime"),
            Map.entry("pdf", "application/pdf"), Map.entry("txt", "text/plain"), Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"), Map.entry("json", "application/json"), Map.entry("zip", "application/zip"),
            Map.entry("svg", "image/svg+xml"), Map.entry("html", "text/html"), Map.entry("silk", "audio/silk"),
            Map.entry("amr", "audio/amr"));

    private MediaTypes() {}

    /// The type of a medium: what is claimed if that is a type at all, else what the name's ending means.
    static String of(String claimed, String name) {
        String type = claimed.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (type.equals("audio/x-wav") || type.equals("audio/wave")) {
            return "audio/wav";
        }
        if (type.matches("[a-z]+/[a-z0-9.+-]{1,80}") && !type.equals(UNKNOWN)) {
            return type;
        }
        return BY_EXTENSION.getOrDefault(extension(name), UNKNOWN);
    }

    /// Whether a browser may show it in place.
    static boolean shown(String type) {
        return SHOWN.contains(type);
    }

    /// The ending of a file's name in lower case if it is an ordinary one, else `""`.
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ending.matches("[a-z0-9]{1,8}") ? ending : "";
    }

    /// The ending that goes with a type, with its dot; `""` when there is none.
    static String endingOf(String type) {
        return BY_EXTENSION.entrySet().stream().filter(entry -> entry.getValue().equals(type)).map(Map.Entry::getKey).sorted()
                .findFirst().map(ending -> "." + ending).orElse("");
    }
}
