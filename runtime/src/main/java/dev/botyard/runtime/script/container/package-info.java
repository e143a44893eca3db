/// Qinglong and DaiDai panels: `containers.yaml` as it is in force, what scripts read of it in buckets, and whether a panel lets the host in.
/// What scripts do with a panel is their own, by `middleware_ql` and `middleware_dd` of the SDKs.
package dev.botyard.runtime.script.container;
