package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// Packs the compiled classes of an adapter into a jar as its build does, so that class loading is part of every test.
final class AdapterPackage {
    private static final String INDEX = "META-INF/extensions.idx";

    private AdapterPackage() {}

    /// Packs the package of the factory, what lies below it, and the resources beside it.
    static Path pack(Class<? extends AdapterFactory> factory, String id, String version, Path target) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", id);
        main.putValue("Plugin-Version", version);
        main.putValue("Plugin-Requires", ">=" + AdapterFactory.API_VERSION);
        Path root = root(factory);
        try (OutputStream out = Files.newOutputStream(target); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            String folder = factory.getPackageName().replace('.', '/') + "/";
            for (Path file : files(root)) {
                String name = root.relativize(file).toString().replace('\\', '/');
                boolean foreign = name.endsWith(".class") && !name.startsWith(folder);
                if (!foreign && !name.equals(INDEX) && !name.equals("META-INF/MANIFEST.MF")) {
                    add(jar, name, Files.readAllBytes(file));
                }
            }
            add(jar, INDEX, factory.getName().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the adapter cannot be packed", e);
        }
        return target;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static Path root(Class<?> factory) {
        try {
            Path root = Path.of(factory.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isDirectory(root)) {
                throw new IllegalStateException(factory.getName() + " comes from " + root
                        + ", not from a folder of classes; give the kit the jar by overriding jar()");
            }
            return root;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
