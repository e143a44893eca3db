/// What adapters have in common: the JSON of platforms, read as leniently as they write it, tokens that expire, buckets of calls, forms, signatures,
/// media as files, events seen before. Packed into
/// the jar of each adapter that uses it; nothing of the host.
package dev.botyard.adapters.common;
