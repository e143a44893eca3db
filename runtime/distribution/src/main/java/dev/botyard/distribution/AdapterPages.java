package dev.botyard.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// Copies the page of each adapter to where the distribution keeps its pages. The build runs it from this source.
final class AdapterPages {
    private AdapterPages() {}

    /// @param arguments the folder of the adapters' modules, then where their pages go as `ID.md`
    public static void main(String[] arguments) throws IOException {
        Path target = Files.createDirectories(Path.of(arguments[1]));
        try (Stream<Path> modules = Files.list(Path.of(arguments[0]))) {
            for (Path module : modules.filter(AdapterPages::isAdapter).toList()) {
                Files.copy(module.resolve("README.md"), target.resolve(module.getFileName() + ".md"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isAdapter(Path module) {
        try {
            Path pom = module.resolve("pom.xml");
            return Files.exists(pom) && Files.readString(pom).contains("<adapter.id>");
        } catch (IOException e) {
            throw new IllegalStateException(module + " cannot be read: " + e.getMessage(), e);
        }
    }
}
