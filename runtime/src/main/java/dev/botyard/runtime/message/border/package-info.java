/// The border between people's text and scripts. What a person typed gets invisible break marks when a script is given it
/// ([dev.botyard.runtime.message.border.Incoming]), and loses them when the script says it again ([dev.botyard.runtime.message.border.Outgoing]), so that
/// only text that an author wrote can be a CQ code. The marks travel inside the text: through buckets, files, other plugins and other IMs;
/// nothing is tracked. Pure functions, free for any thread.
@NullMarked
package dev.botyard.runtime.message.border;

import org.jspecify.annotations.NullMarked;
