package dev.botyard.runtime.net.client;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches files. Thread-safe; blocking.
public final class Downloads implements AutoCloseable {
    private static final Pattern EXTENDED_NAME = Pattern.compile("filename\\*\\s*=\\s*UTF-8''([^;]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN_NAME = Pattern.compile("filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);

    private final HttpPool pool;
    private final HttpCaller caller;
    private final HandedOn handedOn;

    Downloads(HttpPool pool, HandedOn handedOn) {
        this.pool = pool;
        this.handedOn = handedOn;
        caller = new HttpCaller(pool);
    }

    /// A fetched file.
    ///
    /// @param name     from the answer's headers or the address, without folders, never empty
    /// @param mimeType from the answer's headers without parameters, `""` when they do not tell
    public record Downloaded(Path file, String name, String mimeType, long bytes) {}

    /// Fetches into a new file in `folder`, following up to five redirects. Nothing is left behind on failure.
    ///
    /// @param timeout for everything together
    /// @throws AdapterException `MEDIA`, saying what failed
    public Downloaded fetch(URI uri, Path folder, long maxBytes, Duration timeout) throws InterruptedException {
        HttpCall call = HttpCall.get(uri).timeout(timeout).maxAnswerBytes(maxBytes).followRedirects(true).build();
        Path file;
        try {
            file = Files.createTempFile(folder, "download-", ".part");
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, "no file can be made in " + folder + ": " + FullDisk.meaning(e), e);
        }
        boolean complete = false;
        try (ToFile sink = new ToFile(Files.newOutputStream(file), call)) {
            caller.send(call, sink);
            complete = true;
            return new Downloaded(file, name(uri, sink.headers), mimeType(sink.headers), sink.bytes);
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, call + " could not be stored: " + FullDisk.meaning(e), e);
        } catch (AdapterException e) {
            throw e.kind() == ErrorKind.MEDIA ? e : new AdapterException(ErrorKind.MEDIA, e.getMessage(), e);
        } finally {
            if (!complete) {
                deleteQuietly(file);
            }
        }
    }

    /// Whether somebody else may be given this address to fetch, by the same guard: he may stand in the network that the guard protects.
    public boolean mayHandOn(URI uri) throws InterruptedException {
        return handedOn.allows(uri);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static final class ToFile implements StreamedCalls.BodySink, AutoCloseable {
        private final OutputStream out;
        private final HttpCall call;
        private Map<String, List<String>> headers = Map.of();
        private long bytes;

        private ToFile(OutputStream out, HttpCall call) {
            this.call = call;
            this.out = out;
        }

        @Override
        public void head(int status, Map<String, List<String>> answered) {
            if (status != 200) {
                throw new AdapterException(ErrorKind.MEDIA, call + " was answered with " + status);
            }
            headers = answered;
            String length = first(answered, "content-length");
            if (!length.isEmpty() && length.length() < 19 && Long.parseLong(length) > call.maxAnswerBytes()) {
                throw new AdapterException(ErrorKind.MEDIA,
                        call + " has " + length + " bytes; " + call.maxAnswerBytes() + " are allowed");
            }
        }

        @Override
        public boolean bytes(byte[] chunk) throws IOException {
            out.write(chunk);
            bytes += chunk.length;
            return true;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of(""));
        return values.getFirst().trim();
    }

    private static String mimeType(Map<String, List<String>> headers) {
        String type = first(headers, "content-type");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim();
    }

    static String name(URI uri, Map<String, List<String>> headers) {
        String disposition = first(headers, "content-disposition");
        Matcher extended = EXTENDED_NAME.matcher(disposition);
        Matcher plain = PLAIN_NAME.matcher(disposition);
        String name = "";
        if (extended.find()) {
            name = decoded(extended.group(1).trim());
        } else if (plain.find()) {
            name = plain.group(1) == null ? plain.group(2) : plain.group(1);
        }
        if (safe(name).isEmpty() && uri.getPath() != null) {
            name = uri.getPath();
        }
        String safe = safe(name);
        return safe.isEmpty() ? "file" : safe;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /// The last part of a path without anything that a file system could misunderstand.
    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_").trim();
        String bounded = FileNames.bounded(clean);
        return bounded.replace(".", "").isEmpty() ? "" : bounded;
    }

    /// Ends downloads under way.
    @Override
    public void close() {
        pool.close();
    }
}
