/// Writes what happened into the store's logs and tells live listeners: pushes, runs, account changes.
package dev.botyard.runtime.ops.journal;
