/// Parts of the command line that need a whole distribution.
package dev.botyard.runtime.cli;
