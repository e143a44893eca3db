/// Second floor: sockets, the HTTP server and client, and who is let in.
package dev.botyard.runtime.net;
