package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Names of people, for platforms whose events tell ids only: each is asked for once. Where the platform refuses to tell, as for want of a right,
/// nobody is asked for any more. Thread-safe.
public final class KnownNames {
    private final int most;
    private final Source source;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile boolean refused;

    /// @param most how many are kept; 0 where nobody is to be asked for
    public KnownNames(int most, Source source) {
        this.most = most;
        this.source = source;
    }

    /// Asks the platform.
    @FunctionalInterface
    public interface Source {
        /// The name of a person, `""` for none.
        ///
        /// @throws AdapterException `REJECTED` when it does not tell this account
        String ask(String id) throws InterruptedException;
    }

    /// The name of a person, `""` where it is not known.
    public String of(String id) throws InterruptedException {
        String known = names.get(id);
        if (known != null || refused || most == 0 || id.isEmpty()) {
            return known == null ? "" : known;
        }
        try {
            String name = source.ask(id);
            if (names.size() >= most) {
                names.clear();
            }
            names.put(id, name);
            return name;
        } catch (AdapterException failure) {
            refused = failure.kind() == ErrorKind.REJECTED;
            return "";
        }
    }
}
