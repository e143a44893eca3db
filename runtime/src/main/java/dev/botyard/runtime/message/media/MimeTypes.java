package dev.botyard.runtime.message.media;

import java.util.Locale;
import java.util.Map;

/// MIME types by file name and by the first bytes, for the kinds of files that chats carry.
public final class MimeTypes {
    public static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"), Map.entry("webp", "image/webp"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("svg", "image/svg+xml"), Map.entry("mp3", "audio/mpeg"), Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"), Map.entry("m4a", "audio/mp4"), Map.entry("aac", "audio/aac"),
            Map.entry("3gp", "video/3gpp"), Map.entry("flv", "video/x-flv"), Map.entry("weba", "audio/webm"),
            Map.entry("amr", "audio/amr"),
            Map.entry("silk", "audio/silk"),
            Map.entry("flac", "audio/flac"), Map.entry("mp4", "video/mp4"), Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"), Map.entry("mkv", "video/x-matroska"), Map.entry("avi", "video/x-msvideo"),
            Map.entry("pdf", "application/pdf"), Map.entry("zip", "application/zip"), Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain"), Map.entry("csv", "text/csv"), Map.entry("md", "text/markdown"),
            Map.entry("html", "text/html"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));

    private MimeTypes() {}

    /// The type for a file name, [#UNKNOWN] when the ending says nothing.
    public static String ofName(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? UNKNOWN : BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }

    /// The usual ending for a type, with its dot; `""` when there is none.
    public static String extension(String mimeType) {
        String bare = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "image/jpeg" -> ".jpg";
            case "audio/ogg" -> ".ogg";
            default ->
                BY_EXTENSION.entrySet().stream().filter(entry -> entry.getValue().equals(bare)).map(Map.Entry::getKey).sorted()
                        .findFirst().map(ending -> "." + ending).orElse("");
        };
    }

    /// The type that the first bytes tell, [#UNKNOWN] when they tell none.
    public static String sniff(byte[] head) {
        if (starts(head, 0, "\u0089PNG")) {
            return "image/png";
        }
        if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (starts(head, 0, "GIF8")) {
            return "image/gif";
        }
        if (starts(head, 0, "RIFF")) {
            return riff(head);
        }
        if (starts(head, 4, "ftyp")) {
            return isoMedia(head);
        }
        if (starts(head, 0, "#!AMR")) {
            return "audio/amr";
        }
        if (starts(head, 0, "\u0002#!SILK") || starts(head, 0, "#!SILK")) {
            return "audio/silk";
        }
        if (starts(head, 0, "OggS")) {
            return "audio/ogg";
        }
        if (starts(head, 0, "ID3")) {
            return "audio/mpeg";
        }
        if (head.length > 1 && (head[0] & 0xff) == 0xff) {
            return mpegFrame(head[1] & 0xff);
        }
        if (starts(head, 0, "fLaC")) {
            return "audio/flac";
        }
        if (starts(head, 0, "FLV\u0001")) {
            return "video/x-flv";
        }
        if (starts(head, 0, "BM") && starts(head, 6, "\u0000\u0000\u0000\u0000")) {
            return "image/bmp";
        }
        if (starts(head, 0, "\u001a\u0045\u00df\u00a3")) {
            return "video/webm";
        }
        return starts(head, 0, "%PDF") ? "application/pdf" : starts(head, 0, "PK\u0003\u0004") ? "application/zip" : UNKNOWN;
    }

    /// Whether a file begins like an HTML page.
    static boolean isPage(byte[] head) {
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head")
                || text.startsWith("<body");
    }

    private static String riff(byte[] head) {
        if (starts(head, 8, "WEBP")) {
            return "image/webp";
        }
        return starts(head, 8, "WAVE") ? "audio/wav" : starts(head, 8, "AVI ") ? "video/x-msvideo" : UNKNOWN;
    }

    private static String isoMedia(byte[] head) {
        if (starts(head, 8, "M4A")) {
            return "audio/mp4";
        }
        if (starts(head, 8, "qt  ")) {
            return "video/quicktime";
        }
        if (starts(head, 8, "avi")) {
            return "image/avif";
        }
        if (starts(head, 8, "hei") || starts(head, 8, "mif1")) {
            return "image/heic";
        }
        return starts(head, 8, "3g") ? "video/3gpp" : "video/mp4";
    }

    /// The byte after the first eight sync bits of a stream without a container.
    private static String mpegFrame(int second) {
        return switch (second) {
            case 0xfb, 0xfa, 0xf3, 0xf2, 0xe3, 0xe2 -> "audio/mpeg";
            case 0xf1, 0xf0, 0xf9, 0xf8 -> "audio/aac";
            default -> UNKNOWN;
        };
    }

    /// The bare type in lower case, by its usual name.
    static String canonical(String mimeType) {
        String bare = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "" -> UNKNOWN;
            case "audio/mp3", "audio/x-mp3", "audio/mpeg3" -> "audio/mpeg";
            case "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "audio/wav";
            case "audio/x-m4a", "audio/m4a" -> "audio/mp4";
            case "audio/opus", "application/ogg" -> "audio/ogg";
            case "audio/amr-wb", "audio/x-amr" -> "audio/amr";
            case "audio/x-silk", "audio/silk-v3" -> "audio/silk";
            case "audio/x-flac" -> "audio/flac";
            case "audio/x-aac", "audio/aacp" -> "audio/aac";
            case "image/jpg", "image/pjpeg" -> "image/jpeg";
            case "image/x-ms-bmp", "image/x-bmp" -> "image/bmp";
            case "video/avi", "video/msvideo" -> "video/x-msvideo";
            default -> bare;
        };
    }

    private static boolean starts(byte[] head, int at, String magic) {
        if (head.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[at + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
