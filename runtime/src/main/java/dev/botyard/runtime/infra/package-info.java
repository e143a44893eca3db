/// First floor: threads, the store, logging, secrets, JSON. Knows nobody of the host.
package dev.botyard.runtime.infra;
