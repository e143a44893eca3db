/// Where platforms connect to this host: `/api/{imType}/receive`, `/api/{imType}/receive/{account_id}`, and the pages that adapters mount.
/// [dev.botyard.runtime.im.ingress.PlatformRoutes] finds the account of a request; [dev.botyard.runtime.im.ingress.AccountRoutes] is what one
/// account is lent.
@NullMarked
package dev.botyard.runtime.im.ingress;

import org.jspecify.annotations.NullMarked;
