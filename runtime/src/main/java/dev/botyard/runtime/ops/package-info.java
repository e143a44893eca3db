/// Sixth floor: what operators see and do.
package dev.botyard.runtime.ops;
