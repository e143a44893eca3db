/// The network that the host lends to adapters, outwards. [dev.botyard.runtime.net.client.Transport] belongs to the host; each owner, such as
/// the account of an adapter, gets a [dev.botyard.runtime.net.client.ConnectionScope], whose end closes everything the owner opened.
/// All calls block on virtual threads; what a failure means for the message under way (nothing sent, outcome unknown) is decided here.
package dev.botyard.runtime.net.client;
