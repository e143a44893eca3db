/// The network that the host lends. All calls block; adapters call them from virtual threads. What is opened here is closed by the host
/// when the account stops.
@NullMarked
package dev.botyard.api.transport;

import org.jspecify.annotations.NullMarked;
