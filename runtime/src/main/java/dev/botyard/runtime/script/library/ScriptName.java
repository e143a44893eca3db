package dev.botyard.runtime.script.library;

import dev.botyard.runtime.config.SystemNames;
import dev.botyard.runtime.infra.logging.HiddenText;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Names that a script may have in a plugin folder.
public final class ScriptName {
    private static final int LONGEST = 120;
    private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}._ ()\\[\\]+,&@#!~=-]*");

    private ScriptName() {}

    /// The name, when it is one of a script that lies in the folder itself.
    ///
    /// @throws IllegalArgumentException saying what it must look like
    public static String checked(String name) {
        if (name.contains("/") || name.contains("\\") || name.contains("..")) {
            throw new IllegalArgumentException("'" + name
                    + "' leads out of the plugin folder; give the name of a file alone, such as hello.py");
        }
        if (name.length() > LONGEST || !LEGAL.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + HiddenText.shown(name) + "' cannot be the name of a plugin's file; "
                    + HiddenText.why(name) + "use up to " + LONGEST
                    + " letters, digits, blanks, '.', '_' and '-', beginning with a letter or digit, such as hello.py");
        }
        String refused = SystemNames.refusal(name);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(refused);
        }
        if (PluginFile.isSdk(name)) {
            throw new IllegalArgumentException("'" + name + "' belongs to the SDK of this host; give the plugin another name");
        }
        if (!PluginFile.isPlugin(Path.of(name))) {
            throw new IllegalArgumentException("'" + name
                    + "' is not the name of a plugin; it ends with .py, .js, .mjs or .cjs and begins with no '_'");
        }
        return name;
    }
}
