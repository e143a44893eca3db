/// The scripts of the plugin folders as operators change them: checked, written, removed, brought back, installed.
package dev.botyard.runtime.script.library;
