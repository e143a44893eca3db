/// The JSON of the wire and the cipher of its media. Pure functions on any thread.
package dev.botyard.adapters.weixin.wire;
