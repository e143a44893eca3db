/// Who an account is: its id on this host and what the platform says about it.
package dev.botyard.api.account;
