package dev.botyard.runtime.script.payment;

import java.math.BigDecimal;
import java.util.Optional;

/// Sums of money, as scripts and platforms write them.
public final class Amount {
    private static final BigDecimal NEAR = new BigDecimal("0.001");
    private static final int LONGEST = 40;

    private Amount() {}

    /// The number in a text such as `19.8` or `¥1,234.5`; empty when it is none.
    public static Optional<BigDecimal> of(String text) {
        String bare = text.strip().replaceFirst("元$", "").replaceAll("[¥￥,，\\s]", "");
        // A short exponent can make a number whose digits fill the memory.
        if (bare.length() > LONGEST || !bare.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d)?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(new BigDecimal(bare).stripTrailingZeros().toPlainString()));
    }

    /// Whether both are real sums and equal, but for what adding up floating point numbers makes of them.
    static boolean same(BigDecimal one, BigDecimal other) {
        return one.signum() > 0 && other.signum() > 0 && one.subtract(other).abs().compareTo(NEAR) < 0;
    }
}
