package dev.botyard.runtime.config;

import java.util.regex.Pattern;

/// Names that Windows gives to no file.
public final class SystemNames {
    /// Whether this is Windows.
    public static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final Pattern SIGNS = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}]");

    private SystemNames() {}

    /// Why a file cannot be called so here, `""` where it can.
    public static String refusal(String name) {
        return WINDOWS ? onWindows(name) : "";
    }

    /// The same on Windows.
    static String onWindows(String name) {
        if (DEVICE.matcher(name).matches()) {
            return "'" + name + "' is what Windows calls a device; give it another name";
        }
        if (SIGNS.matcher(name).find() || name.endsWith(".") || name.endsWith(" ")) {
            return "'" + name
                    + "' cannot be the name of a file on Windows, which allows no control characters, none of < > : \" / \\ | ? *"
                    + " and no '.' or blank at the end";
        }
        return "";
    }
}
