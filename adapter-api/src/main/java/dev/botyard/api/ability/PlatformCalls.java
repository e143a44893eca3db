package dev.botyard.api.ability;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls the platform's own methods, under the names of its documentation. The host asks only where the account's file allows it.
public interface PlatformCalls {

    /// Calls a method and waits for the answer.
    ///
    /// @param action  the platform's own word, such as `get_group_info`; an adapter refuses with `UNSUPPORTED` what cannot be one
    /// @param params  as the platform wants them: text, numbers, truths, lists and maps
    /// @param timeout how long the answer may take
    /// @return what the platform answered, likewise, without the envelope that says whether it went well; null for nothing. Whole numbers
    ///     beyond 2^53 are text
    /// @throws dev.botyard.api.error.AdapterException as for a send, also when the platform refused
    @Nullable
    Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException;
}
