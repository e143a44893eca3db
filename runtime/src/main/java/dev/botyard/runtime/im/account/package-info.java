/// Accounts: which exist, what state each is in, which one speaks.
///
/// [dev.botyard.runtime.im.account.AccountSelector] is the pure function that picks the account of a push.
/// [dev.botyard.runtime.im.account.AccountRegistry] holds the immutable snapshots it reads.
/// [dev.botyard.runtime.im.account.AccountSupervisor] runs adapters, reconnects, watches heartbeats, and is the only one to move states.
@NullMarked
package dev.botyard.runtime.im.account;

import org.jspecify.annotations.NullMarked;
