/// The host.
package dev.botyard.runtime;
