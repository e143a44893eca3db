package dev.botyard.runtime.config;

import java.util.List;

/// An entry of `replies.yaml`: when somebody says this, say that. Immutable.
///
/// @param line     where it begins in the file
/// @param as       `text`, `template` or `pattern`
/// @param answer   of several one by chance
/// @param pictures go along with any answer
public record ReplyEntry(String name, int line, List<String> when, String as, List<String> answer, List<String> pictures,
        List<String> im, List<String> groups, List<String> people, boolean admin, int priority,
        boolean enabled) implements EntryFile.Named {

    /// What the file holds.
    public static final EntryFile.Kind<ReplyEntry> KIND = new EntryFile.Kind<>("reply", "when: hello",
            "# When somebody says this, say that; see 'botyard replies --help'.", ReplyDeclaration.SETTINGS, ReplyEntry::check,
            ReplyEntry::of);

    private static void check(EntryFile.Entry entry) {
        if (entry.values().texts("answer").isEmpty() && entry.values().texts("pictures").isEmpty()) {
            entry.values().problem("answer", "a reply needs an answer or a picture.");
        }
    }

    private static ReplyEntry of(EntryFile.Entry entry) {
        CheckedSettings checked = entry.values();
        return new ReplyEntry(entry.name(), entry.line(), checked.texts("when"), checked.text("as"), checked.texts("answer"),
                checked.texts("pictures"), checked.texts("im"), checked.texts("groups"), checked.texts("people"),
                checked.flag("admin"), checked.integer("priority"), checked.flag("enabled"));
    }
}
