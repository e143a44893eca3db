package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a script file: UTF-8, or what a coding line says, as Python's PEP 263 has it and as the Node worker reads it too.
///
/// @param text    with replacement characters where it cannot be read
/// @param line    where it cannot be read, 0 where it can
/// @param problem what to do about it, `""` for nothing
record ScriptSource(String text, int line, String problem) {
    private static final Pattern CODING = Pattern.compile("^[ \\t\\f]*(?:#|//|/\\*).*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)");
    private static final Pattern NO_CODE = Pattern.compile("^[ \\t\\f]*(?:(?:#|//|/\\*).*)?$");

    static ScriptSource of(Language language, byte[] bytes) {
        return coding(bytes).map(coding -> named(coding.name(), coding.line(), language, bytes))
                .orElseGet(() -> read(StandardCharsets.UTF_8, "UTF-8", language, bytes));
    }

    private record Coding(String name, int line) {}

    /// What the coding line says, if there is one.
    private static Optional<Coding> coding(byte[] bytes) {
        String[] head = new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.ISO_8859_1).split("\\r\\n|\\r|\\n",
                3);
        boolean marked = head[0].startsWith("\u00EF\u00BB\u00BF");
        for (int i = 0; i < Math.min(2, head.length) && !marked; i++) {
            Matcher coding = CODING.matcher(head[i]);
            if (coding.find()) {
                return Optional.of(new Coding(coding.group(1), i + 1));
            }
            if (!NO_CODE.matcher(head[i]).find()) {
                break;
            }
        }
        return Optional.empty();
    }

    /// The bytes of a text that begins with its coding line, or is UTF-8.
    ///
    /// @throws IllegalArgumentException when it has characters that its coding cannot write
    static byte[] written(Language language, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        Charset charset = coding(plain).flatMap(found -> charset(found.name())).orElse(StandardCharsets.UTF_8);
        if (charset.equals(StandardCharsets.UTF_8)) {
            return plain;
        }
        if (!charset.canEncode() || !charset.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("the text has characters that its coding '" + charset.name()
                    + "' cannot write; take the coding line away, and it is saved as UTF-8");
        }
        return text.getBytes(charset);
    }

    private static ScriptSource named(String name, int line, Language language, byte[] bytes) {
        Optional<Charset> charset = charset(name);
        return charset.isPresent()
                ? read(charset.get(), name, language, bytes)
                : new ScriptSource(new String(bytes, StandardCharsets.UTF_8), line,
                        "the coding '" + name + "' is not known here; save the file as UTF-8 and take the coding away");
    }

    /// Python's names are spelled more freely than Java's.
    private static Optional<Charset> charset(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^(utf-?8).*$", "utf-8")
                .replaceFirst("^(?:latin-?1|iso-?8859-?1|iso-latin-1)$", "iso-8859-1");
        try {
            return Optional.of(Charset.forName(plain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ScriptSource read(Charset charset, String name, Language language, byte[] bytes) {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            decoder.flush(out);
            return new ScriptSource(out.flip().toString(), 0, "");
        }
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new ScriptSource(new String(bytes, charset), line, "the file is not " + name + " here; save it as UTF-8"
                + (charset.equals(StandardCharsets.UTF_8)
                        ? ", or say in its first line how it is saved, such as "
                                + (language == Language.PYTHON ? "# -*- coding: gbk -*-" : "// coding: gbk")
                        : ""));
    }
}
