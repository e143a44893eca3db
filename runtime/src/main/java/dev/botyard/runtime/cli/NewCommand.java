package dev.botyard.runtime.cli;

import dev.botyard.api.account.AccountId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard new`: writes a plugin, an account file or an adapter project to start from. Never overwrites.
@Command(name = "new", description = "Writes a plugin, an account file or an adapter project to start from.", subcommands = {
    NewCommand.PluginTemplate.class, NewCommand.AccountTemplate.class,
    NewCommand.AdapterTemplate.class}, mixinStandardHelpOptions = true)
final class NewCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static void write(CommandSpec spec, Path file, String template, Map<String, String> values) throws IOException {
        if (Files.exists(file)) {
            throw new CliProblem(file + " is already there; nothing was changed.");
        }
        String text;
        try (InputStream in = NewCommand.class.getResourceAsStream("/templates/" + template)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        spec.commandLine().getOut().println("wrote " + file);
    }

    @Command(name = "plugin", description = "Writes a plugin that answers in every chat.", mixinStandardHelpOptions = true)
    static final class PluginTemplate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOption home;

        @Parameters(index = "0", paramLabel = "NAME", description = "The file's name without its ending; also the word it answers to.")
        private String name;

        @Option(names = "--language", paramLabel = "LANGUAGE", description = "python or javascript; default: python.")
        private String language = "python";

        @Override
        public Integer call() throws IOException {
            String bare = name.replaceFirst("\\.(py|js)$", "");
            if (!bare.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,60}")) {
                throw new CliProblem(2, "'" + name + "' cannot be a file name here; use letters, digits, '-' and '_'.");
            }
            boolean python = switch (language.toLowerCase(Locale.ROOT)) {
                case "python", "py" -> true;
                case "javascript", "js", "node" -> false;
                default ->
                    throw new CliProblem(2, "'" + language + "' is not a language of plugins; there are python and javascript.");
            };
            Path file = home.folder().plugins().resolve(bare + (python ? ".py" : ".js"));
            write(spec, file, python ? "plugin.py" : "plugin.js", Map.of("name", bare));
            spec.commandLine().getOut().println("It answers to '" + bare + "'. A running host picks it up within two seconds.");
            return 0;
        }
    }

    @Command(name = "account", description = "Writes an account file.", mixinStandardHelpOptions = true)
    static final class AccountTemplate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOption home;

        @Parameters(index = "0", paramLabel = "IM", description = "The IM type, such as qq.")
        private String im;

        @Parameters(index = "1", paramLabel = "ID", description = "The account's id.")
        private String id;

        @Option(names = "--adapter", paramLabel = "ADAPTER", description = "Where several adapters serve the IM.")
        private String adapter = "";

        @Override
        public Integer call() throws IOException {
            if (!AccountId.isLegal(id)) {
                throw new CliProblem(2, "'" + id + "' cannot be an account's id; use letters, digits, '.', '_' and '-'.");
            }
            Path file = home.folder().accounts().resolve(id + ".yaml");
            String template = im.equals("qq") ? "account-qq.yaml" : "account.yaml";
            write(spec, file, template,
                    Map.of("im", im, "id", id, "adapter", adapter.isEmpty()
                            ? "# adapter: NAME   # where several serve the IM"
                            : "adapter: " + adapter));
            return 0;
        }
    }

    @Command(name = "adapter", description = "Writes a Maven project of an adapter.", mixinStandardHelpOptions = true)
    static final class AdapterTemplate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "NAME", description = "The adapter's id: lower-case letters, digits and '-'.")
        private String name;

        @Option(names = "--dir", paramLabel = "DIR", description = "Where to write; default: a folder of that name here.")
        private Path folder;

        @Override
        public Integer call() throws IOException {
            if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
                throw new CliProblem(2, "'" + name + "' cannot be an adapter's id; use lower-case letters, digits and '-'.");
            }
            Path root = folder == null ? Path.of(name) : folder;
            String identifier = name.replace("-", "");
            String type = identifier.substring(0, 1).toUpperCase(Locale.ROOT) + identifier.substring(1);
            Map<String, String> values = Map.of("name", name, "package", identifier, "type", type, "version",
                    dev.botyard.runtime.HostFacts.VERSION);
            Path sources = root.resolve("src/main/java/com/example").resolve(identifier);
            write(spec, root.resolve("pom.xml"), "adapter/pom.xml", values);
            write(spec, sources.resolve(type + "AdapterFactory.java"), "adapter/Factory.java", values);
            write(spec, sources.resolve(type + "Adapter.java"), "adapter/Adapter.java", values);
            write(spec, root.resolve("README.md"), "adapter/README.md", values);
            return 0;
        }
    }
}
