/// The host's one port. [dev.botyard.runtime.http.HttpServer] listens; [dev.botyard.runtime.http.Router] says which
/// [dev.botyard.runtime.http.HttpHandler] answers what, and may change at any time; a handler gets a complete
/// [dev.botyard.runtime.http.HttpRequest] and returns an [dev.botyard.runtime.http.HttpReply]: bytes, a file, a stream, server-sent events or
/// a WebSocket. Handlers block as they like, each request on a virtual thread of its own; event loops only copy bytes. Everything a peer can
/// make grow is bounded by [dev.botyard.runtime.http.HttpLimits].
package dev.botyard.runtime.http;
