package dev.botyard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Forty plugins as a yard holds them: half with packages, some that talk with people, one whose service hangs, one that floods.
final class MixedPlugins {
    private final Path templates;
    private final Path folder;
    private final int port;
    private final List<Path> scripts = new ArrayList<>();
    private final List<String> plain = new ArrayList<>();
    private final List<String> dialogues = new ArrayList<>();

    /// @param templates the folder `mixed`
    /// @param port      of the service that hangs
    MixedPlugins(Path templates, int port) throws IOException {
        this.templates = templates;
        this.port = port;
        this.folder = Files.createTempDirectory("botyard-mixed");
        add("bare.py", 8, plain);
        add("requests.py", 6, plain);
        add("crypto.py", 4, plain);
        add("soup.py", 3, plain);
        add("bare.js", 6, plain);
        add("axios.js", 4, plain);
        add("crypto.js", 3, plain);
        add("dialogue.py", 2, dialogues);
        add("dialogue.js", 2, dialogues);
        add("hang.py", 1, new ArrayList<>());
        add("flood.py", 1, new ArrayList<>());
    }

    private void add(String template, int count, List<String> names) throws IOException {
        String source = Files.readString(templates.resolve(template));
        int dot = template.indexOf('.');
        for (int i = 0; i < count; i++) {
            String name = template.substring(0, dot) + "-" + template.substring(dot + 1) + "-" + i;
            scripts.add(Files.writeString(folder.resolve(name + template.substring(dot)),
                    source.replace("@NAME@", name).replace("@PORT@", Integer.toString(port))));
            names.add(name);
        }
    }

    List<Path> scripts() {
        return scripts;
    }

    /// Those that answer `NAME TOKEN` with `NAME heard TOKEN`.
    List<String> plain() {
        return plain;
    }

    /// Those that ask `NAME asks TOKEN` and answer `NAME heard TOKEN ANSWER`.
    List<String> dialogues() {
        return dialogues;
    }
}
