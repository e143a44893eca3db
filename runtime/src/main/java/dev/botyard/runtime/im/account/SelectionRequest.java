package dev.botyard.runtime.im.account;

/// What the selector needs to know. IM types are canonical: aliases are already applied.
///
/// @param im        the target IM type
/// @param explicit  the account that the caller named, `""` for none
/// @param currentIm the IM type of the chat that triggered the run, `""` where no message or event did
/// @param current   the account of that chat, `""` for none
/// @param purpose   what the account is wanted for
/// @param failover  whether the next rules are tried when the chosen account cannot do it
public record SelectionRequest(String im, String explicit, String currentIm, String current, Purpose purpose, boolean failover) {}
