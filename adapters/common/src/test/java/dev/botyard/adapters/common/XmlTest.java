package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    private static Map<String, String> fields(String xml) throws IOException {
        return Xml.fields(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheElementsBelowTheRoot() throws IOException {
        assertEquals(Map.of("A", "<你好> &amp;", "B", "7", "C", "xy"),
                fields("<xml>\n <A><![CDATA[<你好> &amp;]]></A><B>7</B>\n<C><D>x</D><E>y</E></C></xml>"));
        assertEquals(Map.of(), fields("<xml/>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<xml>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml><a>&e;</a></xml>"})
    void whatIsNoXmlOrReachesOutIsRefused(String xml) {
        assertThrows(IOException.class, () -> fields(xml));
    }
}
