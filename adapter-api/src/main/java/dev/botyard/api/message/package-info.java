/// What is said: segments, media, outgoing messages and the platform's receipt.
package dev.botyard.api.message;
