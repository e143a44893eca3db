/// Everything of a home in one file, and back. A backup is made beside a running host; a restore holds the home's lock. Called by one
/// thread at a time.
package dev.botyard.runtime.ops.backup;
