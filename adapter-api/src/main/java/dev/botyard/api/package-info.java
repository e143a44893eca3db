/// The adapter API.
package dev.botyard.api;
