/// Where platforms connect to this host: `/api/{imType}/receive`, `/api/{imType}/receive/{account_id}`, and the pages that adapters mount.
/// [dev.botyard.runtime.ingress.PlatformRoutes] finds the account of a request; [dev.botyard.runtime.ingress.AccountRoutes] is what one
/// account is lent.
package dev.botyard.runtime.ingress;
