package dev.botyard.runtime.message.media;

import dev.botyard.runtime.message.outbound.PushKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Map;

/// Arguments for ffmpeg. What is read and written is always named, never guessed: left to itself ffmpeg would take a playlist for what it
/// is and read the files and addresses in it.
final class FfmpegCommand {
    /// Processor time after which ffmpeg ends by itself, should nobody be there any more to end it.
    private static final int CPU_SECONDS = 600;
    /// A picture of a few kilobytes may claim to need all memory.
    private static final String MAX_PIXELS = "100000000";

    private static final Map<String, String> DEMUXERS = Map.ofEntries(Map.entry("audio/amr", "amr"),
            Map.entry("audio/wav", "wav"), Map.entry("audio/mpeg", "mp3"), Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/flac", "flac"), Map.entry("audio/aac", "aac"), Map.entry("audio/mp4", "mov"),
            Map.entry("audio/3gpp", "mov"), Map.entry("audio/quicktime", "mov"), Map.entry("audio/webm", "matroska"),
            Map.entry("audio/x-matroska", "matroska"), Map.entry("video/mp4", "mov"), Map.entry("video/3gpp", "mov"),
            Map.entry("video/quicktime", "mov"), Map.entry("video/webm", "matroska"),
            Map.entry("video/x-matroska", "matroska"), Map.entry("video/ogg", "ogg"), Map.entry("video/x-msvideo", "avi"),
            Map.entry("video/x-flv", "flv"), Map.entry("image/png", "png_pipe"), Map.entry("image/jpeg", "jpeg_pipe"),
            Map.entry("image/bmp", "bmp_pipe"), Map.entry("image/webp", "webp_pipe"), Map.entry("image/gif", "gif"));

    private static final Map<String, List<String>> VOICE = Map.of("audio/mpeg",
            List.of("-c:a", "libmp3lame", "-q:a", "4", "-f", "mp3"), "audio/ogg",
            List.of("-c:a", "libopus", "-b:a", "32k", "-f", "ogg"), "audio/mp4",
            List.of("-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart", "-f", "ipod"), "audio/aac",
            List.of("-c:a", "aac", "-b:a", "64k", "-f", "adts"), "audio/wav", List.of("-c:a", "pcm_s16le", "-f", "wav"),
            "audio/flac", List.of("-c:a", "flac", "-f", "flac"), "audio/webm",
            List.of("-c:a", "libopus", "-b:a", "32k", "-f", "webm"), "audio/amr",
            List.of("-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1", "-b:a", "12.2k", "-f", "amr"));

    private static final Map<String, List<String>> IMAGE = Map.of("image/png",
            List.of("-frames:v", "1", "-c:v", "png", "-f", "image2pipe"), "image/jpeg",
            List.of("-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p", "-f", "image2pipe"));

    private static final Map<String, List<String>> VIDEO = Map.of("video/mp4",
            List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", "-vf",
                    "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart", "-f", "mp4"),
            "video/webm", List.of("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "1M", "-c:a", "libopus", "-f", "webm"));

    private FfmpegCommand() {}

    /// Whether this format can be read.
    static boolean reads(String format) {
        return DEMUXERS.containsKey(format);
    }

    /// Those of `formats` that can be written for this kind, in their order.
    static List<String> writable(PushKind kind, List<String> formats) {
        return formats.stream().filter(writers(kind)::containsKey).toList();
    }

    /// @param program  ffmpeg
    /// @param from     a format that it [reads][#reads]
    /// @param to       a format that is [writable][#writable]
    /// @param maxBytes where the result is cut off, which must be more than what is accepted
    static List<String> of(Path program, PushKind kind, Path input, String from, Path output, String to, long maxBytes) {
        String demuxer = Objects.requireNonNull(DEMUXERS.get(from), from);
        List<String> command = new ArrayList<>(List.of(program.toString(), "-hide_banner", "-nostdin", "-loglevel", "error",
                "-abort_on", "empty_output", "-timelimit", Integer.toString(CPU_SECONDS), "-protocol_whitelist", "file,pipe"));
        if (kind != PushKind.VOICE) {
            command.addAll(List.of("-max_pixels", MAX_PIXELS));
        }
        if (demuxer.equals("mov")) {
            // Tracks may lie in other files.
            command.addAll(List.of("-enable_drefs", "0"));
        }
        command.addAll(List.of("-f", demuxer, "-i", "file:" + input));
        command.addAll(kind == PushKind.VOICE ? List.of("-map", "0:a:0") : List.of("-map", "0:v:0"));
        if (kind == PushKind.VIDEO) {
            command.addAll(List.of("-map", "0:a:0?"));
        }
        command.addAll(List.of("-map_metadata", "-1", "-fs", Long.toString(maxBytes)));
        command.addAll(writers(kind).get(to));
        command.addAll(List.of("-y", "file:" + output));
        return List.copyOf(command);
    }

    private static Map<String, List<String>> writers(PushKind kind) {
        return switch (kind) {
            case VOICE -> VOICE;
            case IMAGE -> IMAGE;
            case VIDEO -> VIDEO;
            case TEXT, MARKDOWN, FILE, MIXED -> Map.of();
        };
    }
}
