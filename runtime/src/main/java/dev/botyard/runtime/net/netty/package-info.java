/// What [dev.botyard.runtime.http] and [dev.botyard.runtime.transport] share of Netty: the event loops, the queues between a loop and
/// blocking threads, and the WebSocket connection, which is the same in both directions. Together the three packages are the rim: nobody
/// else may touch a Netty type. Handlers run on the event loops and never block; everything they hand over is plain bytes and text.
/// The host makes one [dev.botyard.runtime.net.netty.EventLoops] and lends it to all.
///
/// A loop carries virtual threads as well ([dev.botyard.runtime.infra.thread.Carrier]): those of accounts and of script workers go on where
/// their bytes were read. So a handler should take no lock that such a thread may hold while it is parked; the queues here are made for that.
package dev.botyard.runtime.net.netty;
