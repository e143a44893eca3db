/// The administrators of the host, and what they are told.
package dev.botyard.runtime.message.masters;
