/// Media of scripts: where bytes come from, and how a platform that does not share our disk can fetch them.
///
/// [dev.botyard.runtime.media.HostMediaSources] reads what scripts name; [dev.botyard.runtime.media.MediaLinks] signs short-lived
/// addresses; [dev.botyard.runtime.media.MediaConverter] brings media into formats that a platform plays. Blocking, thread-safe.
package dev.botyard.runtime.media;
