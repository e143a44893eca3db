package dev.botyard.runtime.ops.moving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The text of a file that another program wrote: UTF-8, or GB 18030, in which Chinese systems save.
final class FileText {
    private static final long LARGEST = 64L << 20;

    private FileText() {}

    /// @throws IOException with the end of a sentence that begins with the file's name
    static String of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("is larger than " + (LARGEST >> 20) + " MiB; split it");
        }
        byte[] bytes = Files.readAllBytes(file);
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException _) {
                // The next one may fit.
            }
        }
        throw new IOException("is neither UTF-8 nor GBK text; save it as UTF-8");
    }
}
