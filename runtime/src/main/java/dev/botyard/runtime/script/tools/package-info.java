/// Plugins that a language model calls for people who talk to the bot.
package dev.botyard.runtime.script.tools;
