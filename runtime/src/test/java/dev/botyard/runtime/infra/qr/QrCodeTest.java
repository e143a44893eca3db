package dev.botyard.runtime.infra.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is drawn is read back by a reader.
class QrCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "https://liteapp.example.org/q/7GiQu1?qrcode=0123456789abcdef&bot_type=3", "扫码登录 ✓"})
    void aPictureSaysItsText(String text) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(QrCode.of(text).png(5)));
        int side = image.getWidth();
        assertEquals(side, image.getHeight());
        assertEquals(text, scan(side, image.getRGB(0, 0, side, side, null, 0, side)));
    }

    @Test
    void theCharactersOfATerminalSayItsText() throws Exception {
        String text = "https://example.org/login?ticket=abcdef";
        List<String> lines = QrCode.of(text).text().lines().toList();
        int scale = 4;
        int side = lines.getFirst().length() * scale;
        int[] pixels = new int[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                char shown = lines.get(y / scale / 2).charAt(x / scale);
                boolean light = shown == '█' || shown == (y / scale % 2 == 0 ? '▀' : '▄');
                pixels[y * side + x] = light ? 0xFFFFFF : 0;
            }
        }
        assertEquals(text, scan(side, pixels));
        assertTrue(lines.getFirst().matches("█+"), "the quiet zone is drawn");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithoutBeingRepeated() {
        String text = "secret".repeat(1_000);
        String message = assertThrows(IllegalArgumentException.class, () -> QrCode.of(text)).getMessage();
        assertEquals("a text of 6000 characters does not fit into a QR code", message);
    }

    @Test
    void theQuietZoneIsLightAndSoIsWhatLiesOutside() {
        QrCode code = QrCode.of("x");
        assertEquals(21 + 8, code.size());
        assertTrue(code.dark(4, 4), "the corner of the first finder");
        for (int i = -1; i <= code.size(); i++) {
            assertFalse(code.dark(i, 3) || code.dark(3, i) || code.dark(i, code.size() - 4) || code.dark(code.size(), i), "" + i);
        }
    }

    @Test
    void aPictureHasOneBitPerPixel() {
        byte[] png = QrCode.of("x").png(1);
        int side = QrCode.of("x").size();
        assertEquals("IHDR", new String(png, 12, 4, StandardCharsets.US_ASCII));
        assertEquals(List.of(side, side), List.of(ByteBuffer.wrap(png).getInt(16), ByteBuffer.wrap(png).getInt(20)));
        assertEquals(List.of((byte) 1, (byte) 0), List.of(png[24], png[25]));
    }

    @Test
    void aCodeDoesNotShowItsContent() {
        assertFalse(QrCode.of("secret-of-a-login").toString().contains("secret"));
    }

    @Test
    void aLongerTextNeedsALargerCode() {
        assertTrue(QrCode.of("x".repeat(500)).size() > QrCode.of("x").size());
    }

    private static String scan(int side, int[] pixels) throws Exception {
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, pixels)))).getText();
    }
}
