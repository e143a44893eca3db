package dev.botyard.api.conversation;

/// Somebody on the platform.
///
/// @param id        the platform's own id, kept as text
/// @param name      the display name, `""` when unknown
/// @param avatarUrl a picture, `""` when unknown
public record Person(String id, String name, String avatarUrl) {

    /// Nobody in particular, such as the platform itself.
    public static final Person NOBODY = new Person("", "", "");

    /// A person of whom only id and name are known.
    public static Person of(String id, String name) {
        return new Person(id, name, "");
    }

    /// The same with a picture.
    public Person avatarUrl(String address) {
        return new Person(id, name, address);
    }
}
