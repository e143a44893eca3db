package dev.botyard.runtime.infra.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/// A QR code with its quiet zone. Immutable. Has no `toString` of its own because its content may be a secret.
public final class QrCode {
    private static final int QUIET = 4;

    private final ByteMatrix matrix;

    private QrCode(ByteMatrix matrix) {
        this.matrix = matrix;
    }

    /// The code of this text.
    ///
    /// @throws IllegalArgumentException when it does not fit into any QR code
    public static QrCode of(String text) {
        try {
            return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix());
        } catch (WriterException | IllegalArgumentException _) {
            throw new IllegalArgumentException("a text of " + text.length() + " characters does not fit into a QR code");
        }
    }

    /// Modules on each side, quiet zone included.
    public int size() {
        return matrix.getWidth() + 2 * QUIET;
    }

    /// Whether a module is dark.
    public boolean dark(int x, int y) {
        int column = x - QUIET;
        int row = y - QUIET;
        return column >= 0 && row >= 0 && column < matrix.getWidth() && row < matrix.getHeight() && matrix.get(column, row) == 1;
    }

    /// A PNG with one bit per pixel.
    ///
    /// @param scale pixels per module
    public byte[] png(int scale) {
        int side = size() * scale;
        byte[][] rows = new byte[side][(side + 7) / 8];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!dark(x / scale, y / scale)) {
                    rows[y][x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return Png.blackAndWhite(rows, side);
    }

    /// Two modules above each other in each character. Light modules are drawn, so that it reads right on a dark terminal; a caller that can
    /// set colours asks for white on black.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < size(); y += 2) {
            for (int x = 0; x < size(); x++) {
                boolean upper = !dark(x, y);
                boolean lower = y + 1 < size() && !dark(x, y + 1);
                text.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
