/// The embedded default: a chat page in the browser. One [dev.botyard.adapters.web.ChatHub] per loaded jar serves all web accounts to all
/// browsers; each account is a [dev.botyard.adapters.web.Room] with its users, groups and bounded history in a journal on disk.
///
/// A room changes under its lock and tells browsers there without waiting, so that every browser sees changes in one order; a browser
/// that cannot keep up is cut off and catches up by change number when it comes back. Threads are the host's: one per connection, one per
/// request, the caller's for `send`. The entry type is [dev.botyard.adapters.web.WebAdapterFactory].
package dev.botyard.adapters.web;
