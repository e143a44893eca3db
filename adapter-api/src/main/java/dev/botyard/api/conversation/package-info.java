/// Where something is said and by whom.
package dev.botyard.api.conversation;
