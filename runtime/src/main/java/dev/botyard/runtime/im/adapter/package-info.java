/// Loads adapter jars, swaps them while the host runs, and calls their code.
///
/// [dev.botyard.runtime.im.adapter.AdapterLoader] is the entry and the only user of PF4J, whose state is not thread-safe: every call of it
/// runs on one platform thread. Each loaded jar has a PF4J instance of its own, so that a new version can be loaded and checked while the
/// old one still runs. [dev.botyard.runtime.im.adapter.AdapterCatalog] is the immutable answer to "which adapters are there".
/// [dev.botyard.runtime.im.adapter.AdapterInvoker] is the one place where exceptions of adapters stop.
@NullMarked
package dev.botyard.runtime.im.adapter;

import org.jspecify.annotations.NullMarked;
