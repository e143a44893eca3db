/// By which words a person starts this host's commands. Any thread.
package dev.botyard.runtime.infra.launcher;
