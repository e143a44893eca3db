/// The JSON of platforms, read as leniently as platforms write it. Packed into the jar of each adapter that uses it; nothing of the host.
package dev.botyard.adapters.json;
