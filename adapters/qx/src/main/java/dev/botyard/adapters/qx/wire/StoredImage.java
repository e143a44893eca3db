package dev.botyard.adapters.qx.wire;

import java.util.Map;
import java.util.Optional;

/// Pictures as WeChat for Windows keeps them: each byte combined with one and the same number, so that it is no picture to others.
public final class StoredImage {
    private static final Map<String, byte[]> BEGINNINGS = Map.of(".jpg", bytes(0xff, 0xd8, 0xff), ".png",
            bytes(0x89, 'P', 'N', 'G', 0x0d, 0x0a), ".gif", bytes('G', 'I', 'F', '8'), ".webp", bytes('R', 'I', 'F', 'F'));

    private StoredImage() {}

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// A picture that anybody can show.
    ///
    /// @param extension of its file name, such as `.png`
    public record Plain(byte[] bytes, String extension) {}

    /// The picture in a file, empty when it is none or kept in another way.
    public static Optional<Plain> read(byte[] file) {
        for (Map.Entry<String, byte[]> kind : BEGINNINGS.entrySet()) {
            int mask = file.length == 0 ? 0 : (file[0] ^ kind.getValue()[0]) & 0xff;
            if (begins(file, kind.getValue(), mask)) {
                return Optional.of(new Plain(mask == 0 ? file : unmasked(file, mask), kind.getKey()));
            }
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] file, byte[] beginning, int mask) {
        if (file.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if ((byte) (file[i] ^ mask) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] unmasked(byte[] file, int mask) {
        byte[] plain = new byte[file.length];
        for (int i = 0; i < file.length; i++) {
            plain[i] = (byte) (file[i] ^ mask);
        }
        return plain;
    }
}
