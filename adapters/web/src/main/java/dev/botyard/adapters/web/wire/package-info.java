/// What stands in the journal and travels between the page and the host, as described in the README's section on the wire. The same
/// records serve both, so that what a browser sees after a restart is what it saw before. All types are immutable.
package dev.botyard.adapters.web.wire;
