/// The host as its users meet it: files in a home folder, a OneBot implementation on the wire, scripts, the HTTP API.
package dev.botyard.acceptance;
