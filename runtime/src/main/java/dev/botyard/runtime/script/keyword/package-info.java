/// Replies without code: what is answered when somebody says something. They match among the plugins, by the same rules and priorities, and
/// their runs stand in the same log; the host carries them out itself.
package dev.botyard.runtime.script.keyword;
