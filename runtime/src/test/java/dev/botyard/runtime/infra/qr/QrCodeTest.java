package dev.botyard.runtime.infra.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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

    private static String scan(int side, int[] pixels) throws Exception {
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, pixels)))).getText();
    }
}
