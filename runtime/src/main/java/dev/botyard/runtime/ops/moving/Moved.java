package dev.botyard.runtime.ops.moving;

/// What becomes of something that is moved in. Nothing of the home is ever replaced.
public enum Moved {
    /// It is not in the home yet and comes into it.
    ADDED,
    /// The home has it as it is.
    SAME,
    /// The home has another one of that name, which stays.
    KEPT,
    /// It cannot be moved.
    LEFT
}
