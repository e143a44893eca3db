/// The host's one port. [dev.botyard.runtime.net.http.HttpServer] listens; [dev.botyard.runtime.net.http.Router] says which
/// [dev.botyard.runtime.net.http.HttpHandler] answers what, and may change at any time; a handler gets a complete
/// [dev.botyard.runtime.net.http.HttpRequest] and returns an [dev.botyard.runtime.net.http.HttpReply]: bytes, a file, a stream, server-sent events or
/// a WebSocket. Handlers block as they like, each request on a virtual thread of its own; event loops only copy bytes. Everything a peer can
/// make grow is bounded by [dev.botyard.runtime.net.http.HttpLimits].
package dev.botyard.runtime.net.http;
