/// Connects logins of a Satori server, whatever platform is behind it.
package dev.botyard.adapters.satori;
