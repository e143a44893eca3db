/// Where something is said and by whom.
@NullMarked
package dev.botyard.api.conversation;

import org.jspecify.annotations.NullMarked;
