/// What the build of the distribution writes into it. One thread.
package dev.botyard.distribution;
