package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.transport.HttpAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    private static String name(String header) {
        return FileNames.of(new HttpAnswer(200, Map.of("content-disposition", List.of(header)), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"attachment; filename=\"a b.txt\"|a b.txt",
        "attachment; filename=a.txt|a.txt",
        "attachment; filename=\"x\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf|报告.pdf",
        "attachment; filename=\"%E6%8A%A5.pdf\"|报.pdf",
        "attachment; filename=\"100%.txt\"|100%.txt", "attachment; filename=\"a+b.txt\"|a+b.txt",
        "attachment; filename=\"../../etc/x\"|x",
        "attachment; filename=\"C:\\x\\y.txt\"|y.txt", "attachment|``"})
    void readsTheNameAndNoFolder(String header, String name) {
        assertEquals(name, name(header));
    }

    @Test
    void withoutTheHeaderThereIsNone() {
        assertEquals("", FileNames.of(new HttpAnswer(200, Map.of(), new byte[0])));
    }
}
