package dev.botyard.runtime.cli;

import dev.botyard.runtime.HostFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard new adapter`: a Maven project of its own with an adapter that works, its fake platform and the contract kit.
@Command(name = "adapter", description = "Writes a Maven project of an adapter.", mixinStandardHelpOptions = true)
final class NewAdapterCommand implements Callable<Integer> {
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
        Templates.refuseExisting(root.resolve("pom.xml"));
        String identifier = name.replace("-", "");
        String type = identifier.substring(0, 1).toUpperCase(Locale.ROOT) + identifier.substring(1);
        Map<String, String> values = Map.of("name", name, "package", identifier, "type", type, "version", HostFacts.VERSION);
        Path sources = root.resolve("src/main/java/com/example").resolve(identifier);
        Path tests = root.resolve("src/test/java/com/example").resolve(identifier);
        Templates.write(spec, root.resolve("pom.xml"), "adapter/pom.xml", values);
        Templates.write(spec, sources.resolve(type + "AdapterFactory.java"), "adapter/Factory.java", values);
        Templates.write(spec, sources.resolve(type + "Adapter.java"), "adapter/Adapter.java", values);
        Templates.write(spec, tests.resolve(type + "AdapterTest.java"), "adapter/AdapterTest.java", values);
        Templates.write(spec, tests.resolve(type + "ContractTest.java"), "adapter/ContractTest.java", values);
        Templates.write(spec, tests.resolve("Fake" + type + ".java"), "adapter/Fake.java", values);
        Templates.write(spec, root.resolve("README.md"), "adapter/README.md", values);
        return 0;
    }
}
