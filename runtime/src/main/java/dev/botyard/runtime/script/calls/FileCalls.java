package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.message.border.Incoming;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.inbound.PlatformReference;
import dev.botyard.runtime.message.outbound.MediaSources;
import dev.botyard.runtime.net.client.FileNames;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.script.worker.CallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// `file.download` and `file.resolve`: brings a source, or a file that the platform keeps, into a folder. At most 20 MiB.
public final class FileCalls implements Gateway.Calls {
    static final long MAX_BYTES = 20L << 20;
    private static final int LONGEST_URL = 2_000;

    private final MediaSources sources;
    private final Sessions sessions;
    private final Path root;

    /// @param root where files go when the script names no folder, and which relative folders cannot leave
    public FileCalls(MediaSources sources, Sessions sessions, Path root) {
        this.sources = sources;
        this.sessions = sessions;
        this.root = root;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("file.download", (run, params) -> download(run, sessions.proxy(run), Outgoing.source(params.written("url")),
                Outgoing.source(params.written("path")), "", ""));
        methods.put("file.resolve", this::resolve);
    }

    /// @param proxy of the account that the source came to
    private FileResult download(Run run, String proxy, String url, String path, String name, String mime) {
        if (url.isBlank()) {
            throw CallException.invalid("there is no source to download");
        }
        try {
            Media media = sources.through(proxy).resolve(url, run.plugin().folder(), name, mime);
            Path folder = Files.createDirectories(folder(path));
            Path file = free(folder, safe(media.name()));
            try (InputStream in = media.open()) {
                if (Files.size(media.file()) > MAX_BYTES) {
                    throw CallException.failed(ReceiptCode.MEDIA_FAILED, "'" + url + "' has more than " + MAX_BYTES + " bytes");
                }
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileResult.of(file, media.mimeType());
        } catch (AdapterException e) {
            throw CallException.failed(ReceiptCode.MEDIA_FAILED, e.getMessage());
        } catch (IOException e) {
            throw CallException.failed(ReceiptCode.MEDIA_FAILED, "the download could not be written: " + FullDisk.meaning(e));
        }
    }

    private Path folder(String path) {
        try {
            Path given = Path.of(path);
            if (given.isAbsolute()) {
                return given;
            }
            Path inside = root.resolve(given).normalize();
            if (!inside.startsWith(root)) {
                throw CallException
                        .invalid("the folder '" + path + "' leads out of the download folder; give an absolute path for that");
            }
            return inside;
        } catch (InvalidPathException e) {
            throw CallException.invalid("'" + path + "' is not a path");
        }
    }

    /// A name that cannot leave its folder, and needs no marks, so that the script can open the path that it is told.
    private static String safe(String name) {
        String bare = Incoming.text(name).replaceAll("[/\\\\\\p{Cntrl}\u2060]", "_");
        return bare.isBlank() || bare.equals(".") || bare.equals("..") ? "file" : FileNames.bounded(bare);
    }

    private static Path free(Path folder, String name) {
        Path file = folder.resolve(name);
        int dot = name.lastIndexOf('.');
        for (int i = 1; Files.exists(file); i++) {
            file = folder.resolve(dot <= 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return file;
    }

    private Object resolve(Run run, Params params) throws InterruptedException {
        Map<String, Object> options = params.hints("options");
        Map<String, Object> file = params.given().node().path("file").isObject()
                ? params.hints("file")
                : Map.of("source", params.text("file"));
        String source = Sessions.first(file, "source", "url", "file", "path");
        boolean direct = source.matches("(?is)(https?://|file:|base64://|data:|platform:|/).*");
        AccountSession owner = direct ? null : sessions.of(run, options);
        String url = owner == null ? source : fromPlatform(owner, file, source);
        FileResult result = download(run, owner == null ? sessions.proxy(run) : owner.spec().terms().proxy(), url,
                Sessions.first(options, "path"),
                Sessions.first(options, "fileName", "file_name", "filename", "name"),
                Sessions.first(options, "mimeType", "mime_type"));
        return new FileResult.Resolved(result, true, url.length() > LONGEST_URL ? "" : url,
                direct && !PlatformReference.is(source) ? "" : "resolveFileURL");
    }

    private static String fromPlatform(AccountSession owner, Map<String, Object> file, String source)
            throws InterruptedException {
        Map<String, String> platform = new LinkedHashMap<>();
        if (file.get("platform_payload") instanceof Map<?, ?> payload) {
            payload.forEach((key, value) -> platform.put(key.toString(), String.valueOf(value)));
        }
        String id = Sessions.first(file, "file_id", "id");
        if (!id.isEmpty()) {
            platform.putIfAbsent("file_id", id);
        }
        if (!source.isEmpty()) {
            platform.putIfAbsent("file", source);
        }
        if (platform.isEmpty()) {
            throw CallException.invalid("the file has neither a source nor an id");
        }
        String type = Sessions.first(file, "type");
        Media media = Sessions.use(owner, FileResolution.class,
                ability -> ability.resolve(type.isEmpty() ? "file" : type, platform));
        return media.source();
    }
}
