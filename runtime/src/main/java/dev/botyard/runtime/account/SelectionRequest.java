package dev.botyard.runtime.account;

import dev.botyard.api.adapter.Capability;

/// What the selector needs to know about a push. IM types are canonical: aliases are already applied.
///
/// @param im        the target IM type
/// @param explicit  the account that the caller named, `""` for none
/// @param currentIm the IM type of the chat that triggered the run, `""` where no message or event did
/// @param current   the account of that chat, `""` for none
/// @param needed    what the account must be able to send
/// @param failover  whether the next rules are tried when the chosen account cannot send
/// @param reach     what is known about the target
public record SelectionRequest(String im, String explicit, String currentIm, String current, Capability needed, boolean failover,
        Reach reach) {

    /// What is known about whether an account can reach the target.
    @FunctionalInterface
    public interface Reach {
        /// Nothing is known.
        Reach UNKNOWN = account -> "";

        /// Why `account` is known not to reach the target, `""` when it may.
        String obstacle(String account);
    }
}
