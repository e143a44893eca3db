package dev.botyard.runtime.script.header;

import java.util.Optional;

/// What an author chooses otherwise than the host would.
///
/// @param timeoutNone whether waiting for a message that does not come answers null instead of `""`; empty for the host's way
/// @param mentionAll  whether the script may mention everybody; empty to look whether its text does
public record PluginChoices(Optional<Boolean> timeoutNone, Optional<Boolean> mentionAll) {}
