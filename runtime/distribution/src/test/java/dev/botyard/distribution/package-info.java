/// Plays the distribution as the build has put it together: the launcher, its exit codes and its sentences, in processes of their own.
package dev.botyard.distribution;
