/// The administrators of the host, and what they are told.
@NullMarked
package dev.botyard.runtime.message.masters;

import org.jspecify.annotations.NullMarked;
