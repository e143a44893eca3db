package dev.botyard.runtime.script.plugin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.script.header.Language;
import java.time.Duration;
import java.util.List;

/// What the runs of one plugin do now, as operators see it.
///
/// @param computing runs that have begun and wait for nobody
/// @param waiting   runs that wait for people
/// @param queued    runs that have no worker yet, or wait for their turn
/// @param begun     how long those waited for a worker that have begun
public record PluginLoad(Language language, String plugin, int computing, int waiting, int queued, Begun begun) {

    /// Under what runs are counted: the language of the script, or `reply` for an answer without code, which no worker ever sees.
    public static String kind(String plugin) {
        return Language.ofFile(plugin).map(Language::label).orElse("reply");
    }

    /// How long runs waited for a worker.
    ///
    /// @param runs    how many have begun
    /// @param last    the last of them
    /// @param longest since the host has started
    /// @param within  how many waited at most as long as each of [#BOUNDS], and in the end the others
    public record Begun(long runs, @JsonProperty("last_ms") Duration last, @JsonProperty("longest_ms") Duration longest,
            List<Integer> within) {
        /// Milliseconds.
        public static final List<Long> BOUNDS = List.of(10L, 100L, 1_000L, 10_000L, 60_000L);
    }
}
