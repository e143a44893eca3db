/// What scripts can ask of the host: one class per topic, registered by method name in
/// [dev.botyard.runtime.script.calls.Gateway]. The wire is described in `plugins/protocol/README.md`. Calls run on the worker's reader
/// thread or on a virtual thread, may block, and answer with values that Jackson can write.
package dev.botyard.runtime.script.calls;
