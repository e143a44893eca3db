package dev.botyard.runtime.ops.moving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exports as other hosts write them.
class BucketExportTest {
    @TempDir
    private Path folder;

    private List<String> read(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return BucketExport.read(file).stream().map(value -> value.bucket() + "/" + value.key() + "=" + value.value()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "all.json | {\"otto\": {\"city\": \"茶\", \"n\": 5, \"on\": true, \"none\": null}, \"a.b\": {\"c\": {\"x\": [1]}}} | otto/city=茶, otto/n=5, otto/on=true, a.b/c={\"x\":[1]}",
        "rows.json | [{\"bucket\": \"otto\", \"key\": \"a\", \"value\": \"1\"}, {\"Bucket\": \"qq\", \"Key\": \"b\", \"Value\": \"2\"}] | otto/a=1, qq/b=2",
        "answer.json | {\"code\": 200, \"data\": [{\"bucket\": \"otto\", \"key\": \"a\", \"value\": \"1\"}]} | otto/a=1",
        "answer.json | {\"code\": 200, \"buckets\": {\"otto\": {\"a\": \"1\"}}} | otto/a=1",
        "otto.json | [{\"key\": \"a\", \"value\": \"1\"}] | otto/a=1",
        "buckets/qq.json | {\"masters\": \"1&2\"} | qq/masters=1&2",
        "lines.jsonl | {\"bucket\": \"otto\", \"key\": \"a\", \"value\": \"1\"}~~{\"bucket\": \"otto\", \"key\": \"b\", \"value\": \"2\"}~ | otto/a=1, otto/b=2",
        "lines.json | {\"bucket\": \"otto\", \"key\": \"a\", \"value\": \"1\"}~{\"bucket\": \"otto\", \"key\": \"b\", \"value\": \"2\"} | otto/a=1, otto/b=2",
        "one.csv | bucket,key,value~otto,a,\"x, \"\"y\"\"\"~otto,b,~ | otto/a=x, \"y\"",
        "otto.csv | Key;Value~a;1~b;2 | otto/a=1, otto/b=2",
        "zh.csv | 桶,键,值~otto,a,1 | otto/a=1"})
    void isReadInEveryForm(String name, String text, String values) throws IOException {
        assertEquals(values, String.join(", ", read(name, text.replace("~", "\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void isReadInGbkAndWithAMark() throws IOException {
        String rows = "[{\"bucket\": \"otto\", \"key\": \"城市\", \"value\": \"北京\"}]";
        assertEquals(List.of("otto/城市=北京"), read("a.json", rows.getBytes(Charset.forName("GBK"))));
        assertEquals(List.of("otto/城市=北京"), read("a.json", ("\ufeff" + rows).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a.json | {\"name\": \"x\"} | is no export of buckets",
        "a.json | [1, 2] | is no export of buckets", "a.jsonl | {\"bucket\": \"a\"~ | line 1 is not valid JSON",
        "a.csv | one,two~1,2 | must name the columns", "a.json | {\"a.b.c.d\": {\"k\": \"v\"}} | at most 3",
        "a.json | {\"..\": {\"k\": \"v\"}} | empty part"})
    void whatIsNoneIsRefusedInASentence(String name, String text, String sentence) {
        IOException refused = assertThrows(IOException.class,
                () -> read(name, text.replace("~", "\n").getBytes(StandardCharsets.UTF_8)));
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        IOException refused = assertThrows(IOException.class, () -> read("a.json", new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1}));
        assertEquals("is neither UTF-8 nor GBK text; save it as UTF-8", refused.getMessage());
    }
}
