package dev.botyard.testkit;

import dev.botyard.api.conversation.Target;

/// A message that reached the fake platform.
///
/// @param target whom it was for
/// @param text   its text; of other kinds whatever text came with it
public record SentCall(Target target, String text) {}
