package dev.botyard.runtime.infra.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs texts with the host's secret key (HMAC-SHA256). What is signed begins with what it is for, so that no signature serves for something
/// else. Thread-safe.
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Signer(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The signature, in letters that fit into addresses and cookies.
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Signer";
    }
}
