/// Moving in: what the folder of another host holds, and how it comes into a home. Nothing that is in the home is overwritten. Called by
/// one thread at a time.
package dev.botyard.runtime.ops.moving;
