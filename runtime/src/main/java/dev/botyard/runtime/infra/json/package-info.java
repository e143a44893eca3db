/// The one JSON mapper.
package dev.botyard.runtime.infra.json;
