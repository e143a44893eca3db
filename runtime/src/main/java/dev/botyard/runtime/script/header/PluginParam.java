package dev.botyard.runtime.script.header;

import java.util.List;

/// One field of a plugin's configuration form.
///
/// @param help         a longer explanation than `description`
/// @param group        the heading under which it stands, `""` for none
/// @param defaultValue what an unset value reads as; empty if the header names none
/// @param separator a heading between fields, which has no key
public record PluginParam(
        int line,
        String fullKey,
        String name,
        String description,
        String help,
        String group,
        String placeholder,
        boolean required,
        Type type,
        boolean secret,
        String defaultValue,
        List<Option> options,
        Scope scope,
        String bind,
        boolean separator) {

    /// The bucket of keys that name none.
    public static final String DEFAULT_BUCKET = "otto";

    public PluginParam {
        options = List.copyOf(options);
    }

    /// The part before the last dot, or [#DEFAULT_BUCKET] if there is no dot to split at.
    public String bucket() {
        return bucketOf(fullKey);
    }

    static String bucketOf(String fullKey) {
        int dot = split(fullKey);
        return dot < 0 ? DEFAULT_BUCKET : fullKey.substring(0, dot);
    }

    /// The part after the last dot, or the whole key.
    public String key() {
        int dot = split(fullKey);
        return dot < 0 ? fullKey : fullKey.substring(dot + 1);
    }

    /// Leaves out the default, which may be a secret.
    @Override
    public String toString() {
        return "PluginParam[line=" + line + ", fullKey=" + fullKey + ", type=" + type + "]";
    }

    /// Whether somebody has to fill it in before the plugin can do its work.
    public boolean needed() {
        return required && !separator && defaultValue.isEmpty();
    }

    private static int split(String fullKey) {
        int dot = fullKey.lastIndexOf('.');
        return dot <= 0 || dot == fullKey.length() - 1 ? -1 : dot;
    }

    public enum Type {
        STRING, BOOLEAN, NUMBER, SECRET, SELECT
    }

    public enum Scope {
        GLOBAL, ACCOUNT
    }

    /// A choice of a select field.
    public record Option(String label, String value) {}
}
