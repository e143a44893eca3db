package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.SystemNames;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.message.inbound.PlatformReference;
import dev.botyard.runtime.message.outbound.MediaSources;
import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Reads media sources: http(s) URL, absolute path, path relative to the plugin's folder, `file://`, `base64://`, data URI,
/// and `platform:` for what a message named without an address.
/// Bytes that arrive as text are kept in a store where a file's name is the hash of its content. Thread-safe.
public final class HostMediaSources implements MediaSources {
    private final Path store;
    private final RemoteFetch remote;
    private final MediaLinks links;
    private final long maxBytes;
    private final PlatformMedia platform;
    private final FileRules rules;
    private final InstantSource clock;

    /// @param store    a folder for fetched and decoded media
    /// @param maxBytes the largest medium
    /// @param platform finds what a message named without an address
    /// @param rules    which files may be named
    public HostMediaSources(Path store, RemoteFetch remote, MediaLinks links, long maxBytes, PlatformMedia platform,
            FileRules rules, InstantSource clock) {
        this.clock = clock;
        this.platform = platform;
        this.rules = rules;
        this.store = store;
        this.remote = remote;
        this.links = links;
        this.maxBytes = maxBytes;
    }

    @Override
    public HostMediaSources through(String proxy) {
        return proxy.isEmpty()
                ? this
                : new HostMediaSources(store, remote.through(proxy), links, maxBytes, platform, rules, clock);
    }

    /// Asks the account that received a medium where its bytes are.
    @FunctionalInterface
    public interface PlatformMedia {
        /// A medium whose source is an address, a path or text.
        Media find(PlatformReference reference);

        /// The account's own proxy, `""` where it has none.
        default String proxy(@SuppressWarnings("unused") PlatformReference reference) {
            return "";
        }
    }

    /// Who named a file: a call may name more than a code.
    private interface Permission {
        Optional<String> refusal(Path real);
    }

    @Override
    public Media resolve(String source, Path folder, String name, String mime) {
        return resolve(source, folder, name, mime, rules::refusal);
    }

    @Override
    public Media inCode(String source, Path folder, String name) {
        return resolve(source, folder, name, "", real -> rules.refusalInCode(real, folder));
    }

    private Media resolve(String source, Path folder, String name, String mime, Permission permission) {
        String trimmed = source.strip();
        String lower = trimmed.length() > 12
                ? trimmed.substring(0, 12).toLowerCase(Locale.ROOT)
                : trimmed.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            URI uri = address(trimmed);
            return new HostMedia(trimmed, name, mime, uri, () -> fetched(uri), links, remote::mayPass);
        }
        if (lower.startsWith("base64://")) {
            return decoded(trimmed.substring(9), "base64://", name, mime);
        }
        if (lower.startsWith("data:")) {
            return dataUri(trimmed, name, mime);
        }
        if (lower.startsWith("file:")) {
            return local(trimmed, filePath(trimmed), name, mime, permission);
        }
        if (PlatformReference.is(trimmed)) {
            return onPlatform(trimmed, folder, name, mime);
        }
        if (lower.matches("[a-z][a-z0-9+.-]+:.*")) {
            throw refused(trimmed, "its type '" + trimmed.substring(0, trimmed.indexOf(':'))
                    + "' is not supported; use http, https, file, base64 or data, or a path");
        }
        return local(trimmed, path(trimmed, folder), name, mime, permission);
    }

    private RemoteFetch.Fetched fetched(URI uri) {
        RemoteFetch.Fetched fetched = remote.fetch(uri, store);
        if (sizeOf(uri.toString(), fetched.file()) == 0) {
            throw refused(uri.toString(), "the answer holds no bytes");
        }
        return fetched;
    }

    @Override
    public Media played(Media media) {
        return media instanceof HostMedia given ? given.checked(HostMediaSources::noPage) : media;
    }

    private static void noPage(String source, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (MimeTypes.isPage(in.readNBytes(512))) {
                throw refused(source, "it is a web page and no picture, sound or film; is the address that of the file itself?");
            }
        } catch (IOException e) {
            throw refused(source, FullDisk.meaning(e));
        }
    }

    @Override
    public Optional<Media> keep(String source, Path folder, String name, String mime) {
        String trimmed = source.strip();
        if (trimmed.regionMatches(true, 0, "http://", 0, 7) || trimmed.regionMatches(true, 0, "https://", 0, 8)
                || PlatformReference.is(trimmed)) {
            return Optional.empty();
        }
        Media media = resolve(trimmed, folder, name, mime);
        return Optional.of(media.file().startsWith(store) ? media : copied(media));
    }

    private Media copied(Media media) {
        try {
            Files.createDirectories(store);
            Path part = Files.createTempFile(store, "part", "");
            try {
                String hash;
                try (OutputStream out = Files.newOutputStream(part)) {
                    hash = ContentHash.copying(media.file(), out);
                }
                Path file = store.resolve(hash);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                return new HostMedia(media.source(), media.name(), media.mimeType(), null,
                        () -> new RemoteFetch.Fetched(file, media.name(), media.mimeType()), links);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA,
                    media.name() + " could not be kept in " + store + ": " + FullDisk.meaning(e),
                    e);
        }
    }

    private Media onPlatform(String source, Path folder, String name, String mime) {
        PlatformReference reference = PlatformReference.parse(source).orElseThrow(() -> refused(source, "it is damaged"));
        Media found = platform.find(reference);
        if (found.source().isEmpty() || PlatformReference.is(found.source())) {
            throw refused(source, "account " + reference.account() + " does not know where its bytes are");
        }
        return through(platform.proxy(reference)).resolve(found.source(), folder, name.isEmpty() ? found.name() : name,
                mime.isEmpty() ? found.mimeType() : mime);
    }

    private static URI address(String source) {
        try {
            return URI.create(source.replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw refused(source, "it is not a URL");
        }
    }

    private static Path filePath(String source) {
        try {
            String rest = source.substring(5);
            String path = rest.startsWith("///")
                    ? rest.substring(2)
                    : rest.startsWith("//") ? rest.substring(rest.indexOf('/', 2)) : rest;
            String decoded = path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            // file:///C:/x is C:/x where there are drives.
            return Path.of(SystemNames.WINDOWS && decoded.matches("/[A-Za-z]:.*") ? decoded.substring(1) : decoded);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused(source, "it is not a file URL");
        }
    }

    private static Path path(String source, Path folder) {
        try {
            return folder.resolve(source).normalize();
        } catch (InvalidPathException e) {
            throw refused(source, "it is not a path");
        }
    }

    private Media local(String source, Path path, String name, String mime, Permission permission) {
        Path real = allowed(source, path, permission);
        if (Files.isDirectory(real)) {
            throw refused(source, path + " is a folder");
        }
        if (!Files.isRegularFile(real)) {
            throw refused(source, path + " is no regular file");
        }
        if (!Files.isReadable(real)) {
            throw refused(source, path + " may not be read by the host");
        }
        long bytes = sizeOf(source, real);
        if (bytes == 0) {
            throw refused(source, path + " is empty");
        }
        checkSize(source, bytes);
        String fileName = name.isEmpty() ? path.getFileName().toString() : name;
        return new HostMedia(source, fileName, mime, null,
                () -> new RemoteFetch.Fetched(allowed(source, real, permission), fileName, mime), links);
    }

    /// The real path of a file that may be named here.
    private static Path allowed(String source, Path path, Permission permission) {
        Path real;
        if (FileRules.ofAnotherMachine(path)) {
            throw refused(source, "it is a file of another machine");
        }
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            throw refused(source, "there is no file " + path);
        }
        permission.refusal(real).ifPresent(why -> {
            throw refused(source, why);
        });
        return real;
    }

    private static long sizeOf(String source, Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw refused(source, FullDisk.meaning(e));
        }
    }

    private Media dataUri(String source, String name, String mime) {
        int comma = source.indexOf(',');
        if (comma < 0) {
            throw refused(shorten(source), "a data URI needs a comma before its data");
        }
        String head = source.substring(5, comma);
        String type = mime.isEmpty() ? head.split(";", 2)[0] : mime;
        if (head.toLowerCase(Locale.ROOT).endsWith(";base64")) {
            return decoded(source.substring(comma + 1), "data:" + type, name, type);
        }
        return kept(unescaped(source, source.substring(comma + 1)), "data:" + type, name, type.isEmpty() ? "text/plain" : type);
    }

    private static byte[] unescaped(String source, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(source, "a '%' stands for no character; write %25 for the sign itself");
        }
    }

    private Media decoded(String text, String label, String name, String mime) {
        checkSize(label, text.length() / 4L * 3);
        try {
            return kept(Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/')), label, name, mime);
        } catch (IllegalArgumentException e) {
            throw refused(label + shorten(text), "it is not base64: " + e.getMessage());
        }
    }

    private Media kept(byte[] bytes, String label, String name, String mime) {
        if (bytes.length == 0) {
            throw refused(label, "it holds no bytes; is it base64?");
        }
        checkSize(label, bytes.length);
        String type = mime.isEmpty() ? MimeTypes.sniff(bytes.length > 16 ? java.util.Arrays.copyOf(bytes, 16) : bytes) : mime;
        String hash = ContentHash.of(bytes);
        String fileName = name.isEmpty() ? hash.substring(0, 16) + MimeTypes.extension(type) : name;
        Path file = store.resolve(hash);
        try {
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } else {
                Files.createDirectories(store);
                Path part = Files.createTempFile(store, "part", "");
                Files.write(part, bytes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, "a medium could not be kept in " + store + ": " + FullDisk.meaning(e), e);
        }
        return new HostMedia(label + "…", fileName, type, null, () -> new RemoteFetch.Fetched(file, fileName, type), links);
    }

    private void checkSize(String source, long bytes) {
        if (bytes > maxBytes) {
            throw refused(source, "it has " + bytes + " bytes, the host allows " + maxBytes + " (media.max_mb)");
        }
    }

    /// The last part of the address's path, or `file`.
    static String nameOf(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isBlank() ? "file" : last;
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static AdapterException refused(String source, String why) {
        return new AdapterException(ErrorKind.MEDIA, "the medium '" + shorten(source) + "' cannot be sent: " + why);
    }
}
