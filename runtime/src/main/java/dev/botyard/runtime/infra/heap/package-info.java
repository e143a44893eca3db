/// What the host's heap holds of the machine's memory.
package dev.botyard.runtime.infra.heap;
