package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSliceTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.txt"), "0123456789");
    }

    private FileSlice slice(String... headers) throws IOException {
        PlayedRequest request = PlayedRequest.get("/a.txt");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return FileSlice.of(request.request(), file);
    }

    private static String told(FileSlice slice) {
        return slice.status() + " " + slice.offset() + "+" + slice.length();
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-3, 206 0+4", "bytes=0-0, 206 0+1", "bytes=7-, 206 7+3", "bytes=-4, 206 6+4", "bytes=-99, 206 0+10",
        "bytes=5-99, 206 5+5", "bytes=9-9, 206 9+1", "bytes=10-, 416 0+0", "bytes=99-100, 416 0+0", "bytes=-0, 416 0+0",
        "bytes=999999999999999999-, 416 0+0",
        // What is no range of one kind is answered with the whole file.
        "bytes=5-3, 200 0+10", "bytes=-, 200 0+10", "'bytes=0-1,3-4', 200 0+10", "chars=0-3, 200 0+10", "bytes=a-b, 200 0+10",
        "bytes=0-9999999999999999999, 200 0+10", "'', 200 0+10"})
    void aRangeIsAPartOfTheFile(String range, String part) throws IOException {
        assertEquals(part, told(slice("Range", range)));
    }

    @Test
    void withoutARangeItIsTheWholeFile() throws IOException {
        assertEquals("200 0+10", told(slice()));
        assertTrue(slice().hasContent());
        Files.writeString(file, "");
        assertEquals("200 0+0", told(slice()));
        assertEquals("416 0+0", told(slice("Range", "bytes=0-")));
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws IOException {
        String tag = slice().tag();
        for (String known : List.of(tag, "*", "\"x\", " + tag, tag + " , \"y\"")) {
            assertEquals(304, slice("If-None-Match", known).status(), known);
        }
        assertEquals(200, slice("If-None-Match", "\"x\"").status());
        assertEquals(304, slice("If-None-Match", tag, "Range", "bytes=0-1").status());
        assertFalse(slice("If-None-Match", tag).hasContent());
    }

    /// A proxy that packs answers makes tags weak on their way out, and they come back so.
    @Test
    void aTagThatAProxyMadeWeakIsStillTheSame() throws IOException {
        String tag = slice().tag();
        assertEquals(304, slice("If-None-Match", "W/" + tag).status());
        assertEquals(304, slice("If-None-Match", "\"x\", W/" + tag).status());
        assertEquals("200 0+10", told(slice("Range", "bytes=0-1", "If-Range", "W/" + tag)), "parts must fit exactly");
    }

    @Test
    void aPartOfAFileThatHasChangedIsTheWholeNewOne() throws IOException {
        String tag = slice().tag();
        assertEquals("206 0+2", told(slice("Range", "bytes=0-1", "If-Range", tag)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(5));
        assertNotEquals(tag, slice().tag());
        assertEquals("200 0+10", told(slice("Range", "bytes=0-1", "If-Range", tag)));
    }

    @Test
    void onlyOrdinaryFilesAreSent() {
        file = folder;
        assertThrows(NoSuchFileException.class, this::slice);
        file = folder.resolve("none");
        assertThrows(NoSuchFileException.class, this::slice);
    }

    private Map<String, String> headers(HttpReply reply) {
        return reply.headers().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void theReplySaysWhichPartItIs() throws IOException {
        HttpReply part = slice("Range", "bytes=2-4").dress(HttpReply.file("text/plain", file));
        assertEquals(206, part.status());
        assertEquals("bytes 2-4/10", headers(part).get("Content-Range"));
        assertEquals("bytes", headers(part).get("Accept-Ranges"));
        HttpReply none = slice("Range", "bytes=50-").dress(HttpReply.file("text/plain", file));
        assertEquals("416 bytes */10", none.status() + " " + headers(none).get("Content-Range"));
        HttpReply known = slice("If-None-Match", "*").dress(HttpReply.file("text/plain", file));
        assertEquals("304 text/plain", known.status() + " " + headers(known).get("Content-Type"));
        assertEquals(slice().tag(), headers(known).get("ETag"));
    }
}
