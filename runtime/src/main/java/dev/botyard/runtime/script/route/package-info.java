/// HTTP routes of plugins: the `router` header. [dev.botyard.runtime.script.route.PluginRoutes] adds and removes routes as plugins change.
package dev.botyard.runtime.script.route;
