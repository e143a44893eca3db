package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.secret.Secrets;
import java.util.Locale;

/// A setting that names a proxy, of the host or of an account. It is a secret only where a login stands in it: `none` and plain addresses are
/// to be read in logs.
final class ProxySetting {
    private ProxySetting() {}

    /// Its value when it is right, `""` otherwise. From then on the login is known as a secret.
    static String of(CheckedSettings checked, String key) {
        String text = checked.text(key).strip();
        if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals(ProxyRules.NONE)) {
            return text.toLowerCase(Locale.ROOT);
        }
        if (text.contains("@")) {
            Secrets.process().add(text);
        }
        try {
            Secrets.process().add(Proxy.of(text).password());
            return text;
        } catch (IllegalArgumentException e) {
            checked.problem(key, e.getMessage() + ".");
            return "";
        }
    }
}
