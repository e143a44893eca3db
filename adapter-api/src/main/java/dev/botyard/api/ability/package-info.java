/// What some adapters can do beyond sending. An adapter implements the interface and declares the matching
/// [dev.botyard.api.adapter.Capability]; the host answers `unsupported` for those that do not. Calls come on any thread, may block, and fail
/// with an [dev.botyard.api.error.AdapterException].
@NullMarked
package dev.botyard.api.ability;

import org.jspecify.annotations.NullMarked;
