package dev.botyard.runtime.script.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// The scripts of a zip archive. Nothing of it is written; what would unpack to too much, leads out of it or is a link is refused.
final class ZipContents {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0xF000;
    private static final int LINK = 0xA000;

    private ZipContents() {}

    static boolean isZip(byte[] bytes) {
        return bytes.length >= END_BYTES && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL_HEADER;
    }

    /// @throws IllegalArgumentException saying why it is refused
    static ScriptTree read(byte[] archive) {
        refuseLinks(archive);
        Map<String, byte[]> files = new TreeMap<>();
        long total = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > ScriptTree.MOST_FILES) {
                    throw new IllegalArgumentException(
                            "the archive holds more than " + ScriptTree.MOST_FILES + " files; nothing of it was taken");
                }
                String path = ScriptTree.inside(entry.getName(), "archive");
                // What is not wanted is unpacked, too, and so is counted.
                byte[] bytes = zip.readNBytes((int) (ScriptTree.MOST_BYTES - total + 1));
                total += bytes.length;
                if (total > ScriptTree.MOST_BYTES) {
                    throw new IllegalArgumentException("the archive unpacks to more than " + (ScriptTree.MOST_BYTES >> 20)
                            + " MiB; nothing of it was taken");
                }
                if (!entry.isDirectory() && ScriptTree.matters(path)) {
                    files.put(path, bytes);
                }
            }
        } catch (ZipException | IllegalStateException e) {
            throw new IllegalArgumentException("the zip archive cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the zip archive is cut off or damaged", e);
        }
        if (entries == 0) {
            throw new IllegalArgumentException("the zip archive is empty or damaged");
        }
        return new ScriptTree(files);
    }

    /// What kind of file an entry is stands in the directory at the end alone.
    private static void refuseLinks(byte[] archive) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END_BYTES;
        while (end >= 0 && bytes.getInt(end) != END) {
            end--;
        }
        long at = end < 0 ? 0 : Integer.toUnsignedLong(bytes.getInt(end + 16));
        while (at >= 0 && at + CENTRAL_BYTES <= archive.length && bytes.getInt((int) at) == CENTRAL_HEADER) {
            int header = (int) at;
            int system = bytes.get(header + 5);
            int type = (bytes.getInt(header + 38) >>> 16) & FILE_TYPE;
            if (system == UNIX && type == LINK) {
                throw new IllegalArgumentException("the archive holds a link; nothing of it was taken");
            }
            at += CENTRAL_BYTES + Short.toUnsignedInt(bytes.getShort(header + 28))
                    + Short.toUnsignedInt(bytes.getShort(header + 30)) + Short.toUnsignedInt(bytes.getShort(header + 32));
        }
    }
}
