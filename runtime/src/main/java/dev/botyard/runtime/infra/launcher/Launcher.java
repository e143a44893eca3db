package dev.botyard.runtime.infra.launcher;

import java.io.File;

/// What people type to start this host's commands. The launcher says by which path it was started, since a bare `botyard` is on the path of
/// few; every hint with a command in it comes from here.
public final class Launcher {
    private Launcher() {}

    /// The launcher as a shell takes it.
    public static String command() {
        String told = System.getProperty("botyard.command", System.getenv().getOrDefault("BOTYARD_COMMAND", "")).strip();
        return told.isEmpty() ? "botyard" : word(told, File.separatorChar == '\\');
    }

    /// @param windows whether it is for the shell of Windows, where a backslash is no sign of its own
    static String word(String text, boolean windows) {
        if (windows) {
            return text.matches("[\\w.\\\\~+@:-]+") ? text : "\"" + text + "\"";
        }
        return text.matches("[\\w./~+@:,=-]+") ? text : "\"" + text.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"";
    }

    /// A command in a sentence, such as `'botyard accounts'`.
    public static String hint(String words) {
        return "'" + command() + " " + words + "'";
    }

    /// The sentence for somebody who is not known yet: where the launcher lies tells about the machine, so hints name it bare.
    public static String forStrangers(String sentence) {
        return sentence.replace("'" + command() + " ", "'botyard ");
    }
}
