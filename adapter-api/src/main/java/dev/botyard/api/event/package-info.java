/// What happens on the platform, as an adapter reports it. The types are sealed: they flow from the adapter to the host only.
@NullMarked
package dev.botyard.api.event;

import org.jspecify.annotations.NullMarked;
