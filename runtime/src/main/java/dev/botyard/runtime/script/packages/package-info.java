/// Packages that plugins need: installed with `pip` or `npm` into folders that are named after their content, shared by all plugins that
/// want the same set, never into the machine's own. [dev.botyard.runtime.script.packages.DependencyStore] builds them off the hot path.
package dev.botyard.runtime.script.packages;
