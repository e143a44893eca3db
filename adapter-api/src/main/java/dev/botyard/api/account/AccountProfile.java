package dev.botyard.api.account;

/// What the platform says about a logged-in account. Made with [#of] and what is known besides, so that later versions may ask for more.
///
/// @param platformId the account's own id on the platform, `""` when the platform does not tell
/// @param name       the display name, `""` when unknown
/// @param detail     a few words for operators, such as the implementation and its version; `""` for none
public record AccountProfile(String platformId, String name, String detail) {

    /// A profile with just the platform's own id.
    public static AccountProfile of(String platformId) {
        return new AccountProfile(platformId, "", "");
    }

    /// The same with a display name.
    public AccountProfile named(String displayName) {
        return new AccountProfile(platformId, displayName, detail);
    }

    /// The same with a few words for operators.
    public AccountProfile detail(String words) {
        return new AccountProfile(platformId, name, words);
    }
}
