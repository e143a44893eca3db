/// The admin API below `/api/v1`, health, metrics and login. [dev.botyard.runtime.ops.admin.AdminApi] holds the table of routes and the check of
/// the token; one class per topic answers. Handlers run on a virtual thread per request.
package dev.botyard.runtime.ops.admin;
