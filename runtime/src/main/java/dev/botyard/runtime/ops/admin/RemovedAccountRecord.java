package dev.botyard.runtime.ops.admin;

/// An account that was removed.
///
/// @param kept      where its file lies now; putting it back under its name brings the account back
/// @param defaultOf the IM type whose default account it was and that has none now, `""` otherwise
record RemovedAccountRecord(String id, String kept, String defaultOf) {}
