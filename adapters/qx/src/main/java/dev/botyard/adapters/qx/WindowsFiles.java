package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.StoredImage;
import dev.botyard.adapters.qx.wire.WindowsPath;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/// Brings media that callbacks name by their place on the Windows machine. Nothing outside of the mapped folders is read, whatever the name
/// or a link in a folder says. Thread-safe.
final class WindowsFiles {
    static final String PATH = "path";
    private static final long MAX_BYTES = 50L << 20;
    private static final String MASKED = ".dat";
    private static final int BEGINNING = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FileMap map;
    private final HttpClient http;

    WindowsFiles(FileMap map, HttpClient http) {
        this.map = map;
        this.http = http;
    }

    /// A medium that the host can read.
    ///
    /// @param type  `image`, `voice`, `video` or `file`
    /// @param facts what the message said of it
    /// @throws AdapterException `MEDIA`
    Media fetch(String type, Map<String, String> facts) throws InterruptedException {
        String told = facts.getOrDefault(PATH, "");
        if (told.isEmpty()) {
            throw failed(
                    "Qianxun has not said where on the Windows machine it is; let Qianxun download pictures and files by itself");
        }
        WindowsPath path = WindowsPath.of(told).orElseThrow(() -> failed("'" + told + "' is not a whole path of Windows"));
        FileMap.Place place = map.find(path)
                .orElseThrow(() -> failed("it is " + path + " on the Windows machine, which this host does "
                        + "not see; share the folder and name it in the account's config.file_map"));
        boolean picture = type.equals("image");
        return place.entry().remote() ? inline(picture, path, download(place), facts) : local(picture, path, real(place), facts);
    }

    private static Media local(boolean picture, WindowsPath path, Path file, Map<String, String> facts) {
        try {
            if (picture && !plain(file)) {
                if (Files.size(file) > MAX_BYTES) {
                    throw failed(path + " has more than " + (MAX_BYTES >> 20) + " MiB");
                }
                return inline(true, path, Files.readAllBytes(file), facts);
            }
            return Media.reference(file.toString(), path.name(), "", Files.size(file), facts);
        } catch (IOException e) {
            throw failed(file + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean plain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            return !masked(file.getFileName().toString())
                    && StoredImage.read(beginning).filter(image -> image.bytes() != beginning).isEmpty();
        }
    }

    private static boolean masked(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(MASKED);
    }

    /// The bytes as a source.
    private static Media inline(boolean picture, WindowsPath path, byte[] bytes, Map<String, String> facts) {
        byte[] content = bytes;
        String name = path.name();
        if (picture && masked(name)) {
            StoredImage.Plain image = StoredImage.read(bytes).orElseThrow(() -> failed(path
                    + " is kept in a way of newer versions of WeChat that is not known here; let Qianxun decrypt pictures"));
            content = image.bytes();
            name = name.substring(0, name.length() - MASKED.length()) + image.extension();
        } else if (picture) {
            content = StoredImage.read(bytes).map(StoredImage.Plain::bytes).orElse(bytes);
        }
        return Media.reference("base64://" + Base64.getEncoder().encodeToString(content), name, "", content.length, facts);
    }

    private static Path real(FileMap.Place place) {
        try {
            Path folder = place.folder().toRealPath();
            Path file = place.local().toRealPath();
            if (!file.startsWith(folder)) {
                throw failed(place.file() + " leads out of the mapped folder " + place.folder());
            }
            if (!Files.isRegularFile(file)) {
                throw failed(place.file() + " is no file in " + place.folder());
            }
            return file;
        } catch (NoSuchFileException missing) {
            throw failed(place.file() + " is not there: this host looked for " + missing.getFile()
                    + "; check that the share is mounted and the mapping right");
        } catch (IOException | InvalidPathException e) {
            throw failed(place.file() + " cannot be read: " + e.getMessage());
        }
    }

    private byte[] download(FileMap.Place place) throws InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.send(HttpCall.get(place.address()).timeout(PATIENCE).maxAnswerBytes(MAX_BYTES).build());
        } catch (AdapterException broken) {
            throw failed(broken.getMessage());
        }
        if (answer.status() != 200) {
            throw failed(place.file() + " was answered with HTTP " + answer.status() + " at the address in config.file_map");
        }
        return answer.body();
    }

    private static AdapterException failed(String why) {
        return new AdapterException(ErrorKind.MEDIA, "the medium cannot be fetched: " + why);
    }
}
