/// Discord bots: events over the gateway, calls over REST. Start reading at `DiscordAdapter`. The thread of `run` reads the gateway and hands
/// events to the host, a second one sends heartbeats; sends and other calls run on any thread. Session and sequence lie in the account's store,
/// so that the next attempt, also after a restart, resumes where this one ended and misses nothing.
package dev.botyard.adapters.discord;
