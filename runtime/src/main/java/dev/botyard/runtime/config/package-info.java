/// What the operator writes: the home folder, `botyard.yaml` and `accounts/*.yaml`.
///
/// [dev.botyard.runtime.config.HomeFolder] knows where everything lies, [dev.botyard.runtime.config.YamlReader] reads files into a
/// tree that keeps every value's line, [dev.botyard.runtime.config.SettingsCheck] holds it against the declarations
/// ([dev.botyard.runtime.config.HostDeclaration], [dev.botyard.runtime.config.AccountDeclaration], an adapter's schema), and
/// [dev.botyard.runtime.config.HostSettings] and [dev.botyard.runtime.config.AccountFolder] make settings of it. All problems of a file are found at once and none is thrown, so that a broken file never stops what runs.
/// [dev.botyard.runtime.config.Machine] fills in what settings leave to the machine.
/// [dev.botyard.runtime.config.FolderWatch] says when to read again, on a virtual thread of its own; the rest has no threads.
package dev.botyard.runtime.config;
