/// What is said: segments, media, outgoing messages and the platform's receipt.
@NullMarked
package dev.botyard.api.message;

import org.jspecify.annotations.NullMarked;
