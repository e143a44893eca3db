/// Media of scripts: where bytes come from, and how a platform that does not share our disk can fetch them.
///
/// [dev.botyard.runtime.message.media.HostMediaSources] reads what scripts name; [dev.botyard.runtime.message.media.MediaLinks] signs short-lived
/// addresses; [dev.botyard.runtime.message.media.MediaConverter] brings media into formats that a platform plays. Blocking, thread-safe.
@NullMarked
package dev.botyard.runtime.message.media;

import org.jspecify.annotations.NullMarked;
