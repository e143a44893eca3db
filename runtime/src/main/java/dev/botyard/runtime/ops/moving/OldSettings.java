package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.store.BucketName;
import dev.botyard.runtime.infra.store.Buckets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A settings file of lines `NAME=value`.
///
/// @param values of names with a dot, which are buckets and keys
/// @param masters ids by IM type
/// @param notes what is to be done by hand; no values of what may be secret
record OldSettings(List<Buckets.Value> values, Map<String, List<String>> masters, List<String> notes) {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern OF_MASTERS = Pattern.compile("(?i)(?:masters?[._](\\w+)|(\\w+)[._]masters?)");
    private static final Map<String, String> HOST = Map.of("TZ", "timezone", "TIMEZONE", "timezone", "PORT", "port", "HTTP_PORT",
            "port", "HTTP_ADDR", "port", "AUTCLAW_HTTP_PORT", "port", "PUBLIC_URL", "public_url", "DOMAIN", "public_url");

    /// @throws IOException with the end of a sentence that begins with the file's name
    static OldSettings read(Path file) throws IOException {
        OldSettings found = new OldSettings(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        List<String> variables = new ArrayList<>();
        FileText.of(file).lines().forEach(line -> {
            Matcher setting = LINE.matcher(line);
            if (setting.matches()) {
                found.add(setting.group(1), bare(setting.group(2)), variables);
            }
        });
        if (!variables.isEmpty()) {
            found.notes.add("variables that scripts read from the environment: " + String.join(", ", variables)
                    + "; start the host with them, and name those that are secret in plugins.environment of botyard.yaml");
        }
        return found;
    }

    private void add(String name, String value, List<String> variables) {
        Matcher master = OF_MASTERS.matcher(name);
        String setting = HOST.get(name.toUpperCase(Locale.ROOT));
        if (value.isEmpty()) {
            return;
        }
        if (master.matches()) {
            String im = master.group(1) == null ? master.group(2) : master.group(1);
            masters.computeIfAbsent(im.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).addAll(OldMasters.ids(value));
        } else if (setting != null) {
            notes.add(name + ": to keep it, write '" + setting + ": " + (setting.equals("port")
                    ? value.replaceFirst("^.*:", "")
                    : value) + "' into botyard.yaml");
        } else if (name.indexOf('.') > 0 && !name.endsWith(".")) {
            int dot = name.lastIndexOf('.');
            try {
                values.add(new Buckets.Value(BucketName.check(name.substring(0, dot)), name.substring(dot + 1), value));
            } catch (IllegalArgumentException wrong) {
                notes.add(wrong.getMessage());
            }
        } else {
            variables.add(name);
        }
    }

    private static String bare(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value.replaceFirst("\\s+#.*$", "");
    }
}
