/// Fourth floor: messages on their way in and out.
package dev.botyard.runtime.message;
