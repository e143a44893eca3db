/// Who an account is: its id on this host and what the platform says about it.
@NullMarked
package dev.botyard.api.account;

import org.jspecify.annotations.NullMarked;
