/// The launcher's commands. [dev.botyard.runtime.cli.BotyardCommand] is the root; `run` starts a host in this process, all others talk to a
/// running one over its HTTP API or work on the home folder. Mistakes end with a sentence, never with a stack trace.
package dev.botyard.runtime.cli;
