/// How the host is, at one glance: how much it does, and what needs a person, with what to do about it.
package dev.botyard.runtime.ops.overview;
