/// Modules that scripts import: which public packages have them, and what to do about one that is not there.
package dev.botyard.runtime.script.modules;
