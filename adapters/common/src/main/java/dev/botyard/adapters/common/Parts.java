package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Receipt;
import java.util.ArrayList;
import java.util.List;

/// Sends what the platform makes several messages of: in order, with all ids in one receipt.
public final class Parts {
    private Parts() {}

    /// One message of the platform, ready to be sent.
    @FunctionalInterface
    public interface Part {
        /// @return its ids, none where the platform gives none
        List<String> send() throws InterruptedException;
    }

    /// Sends the parts one after the other.
    ///
    /// @throws AdapterException of the first part as it is; after it `UNKNOWN_OUTCOME` with the ids of those before, as nobody may send those
    ///         again
    public static Receipt send(List<? extends Part> parts) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            try {
                ids.addAll(parts.get(i).send());
            } catch (AdapterException failure) {
                throw i == 0 ? failure : half(failure, i + 1, parts.size(), ids);
            }
        }
        return Receipt.of(ids);
    }

    private static AdapterException half(AdapterException failure, int part, int count, List<String> ids) {
        return new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                "part " + part + " of " + count + " failed after the parts before it were sent"
                        + (ids.isEmpty() ? "" : " as " + String.join(", ", ids)) + ": " + failure.getMessage(),
                failure).withPlatformCode(failure.platformCode());
    }
}
