/// Folders that somebody made for a while.
package dev.botyard.runtime.infra.folder;
