/// What Qianxun puts on the wire: [Dialect] and [Call] are the forms that its versions speak, [Callback] and [Reply] what they send, [WxText]
/// and [XmlFacts] what stands inside messages. Pure functions and immutable values, free for any thread.
package dev.botyard.adapters.qx.wire;
