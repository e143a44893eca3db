/// What happens on the platform, as an adapter reports it. The types are sealed: they flow from the adapter to the host only.
package dev.botyard.api.event;
