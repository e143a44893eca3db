/// Fifth floor: plugins, what fires them, and what they may ask.
package dev.botyard.runtime.script;
