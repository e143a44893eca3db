package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtoFieldsTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /// Examples of the encoding's own documentation: field 1 is 150, field 2 is "testing".
    @Test
    void writesAndReadsAsDocumented() {
        byte[] message = hex("08 96 01 12 07 74 65 73 74 69 6e 67");
        assertArrayEquals(message, new ProtoFields().number(1, 150).text(2, "testing").message());
        assertEquals(150, ProtoFields.read(message).number(1));
        assertEquals("testing", ProtoFields.read(message).text(2));
    }

    @Test
    void keepsAllBitsOfANumber() {
        assertEquals(-1, ProtoFields.read(new ProtoFields().number(1, -1).message()).number(1));
        long beyond = 0xF000_0000_0000_0001L;
        assertEquals(beyond, ProtoFields.read(new ProtoFields().number(15, beyond).message()).number(15));
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        ProtoFields fields = ProtoFields.read(hex("0d 01 02 03 04 11 01 02 03 04 05 06 07 08 18 07"));
        assertEquals(7, fields.number(3));
        assertEquals(0, fields.number(1));
        assertEquals("", fields.text(9));
    }

    @Test
    void saysWhatIsNoMessage() {
        for (String odd : new String[]{"ff", "12 05 61", "0b", "08", "12 ff ff ff ff ff ff ff ff 7f 61"}) {
            assertThrows(IllegalArgumentException.class, () -> ProtoFields.read(hex(odd)), odd);
        }
    }
}
