/// Folders that somebody made for a while, and names of files.
package dev.botyard.runtime.infra.folder;
