package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
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

    /// Packs the package of the factory, what lies below it, the resources beside it, and the packages of the libraries.
    static Path pack(Class<? extends AdapterFactory> factory, List<Class<?>> libraries, String id, String version, Path target) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", id);
        main.putValue("Plugin-Version", version);
        main.putValue("Plugin-Requires", ">=" + AdapterFactory.API_VERSION);
        try (OutputStream out = Files.newOutputStream(target); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            own(jar, factory);
            for (Class<?> library : libraries) {
                library(jar, library);
            }
            add(jar, INDEX, factory.getName().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the adapter cannot be packed", e);
        }
        return target;
    }

    private static void own(JarOutputStream jar, Class<?> factory) throws IOException {
        Path root = place(factory);
        if (!Files.isDirectory(root)) {
            throw new IllegalStateException(factory.getName() + " comes from " + root
                    + ", not from a folder of classes; give the kit the jar by overriding jar()");
        }
        String folder = folder(factory);
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            boolean foreign = name.endsWith(".class") && !name.startsWith(folder);
            if (!foreign && !name.equals(INDEX) && !name.equals("META-INF/MANIFEST.MF")) {
                add(jar, name, Files.readAllBytes(file));
            }
        }
    }

    /// A library may be a folder of classes or a jar, depending on how far the build has come.
    private static void library(JarOutputStream jar, Class<?> library) throws IOException {
        Path place = place(library);
        if (Files.isDirectory(place)) {
            classes(jar, place, library);
            return;
        }
        try (FileSystem packed = FileSystems.newFileSystem(place)) {
            classes(jar, packed.getPath("/"), library);
        }
    }

    private static void classes(JarOutputStream jar, Path root, Class<?> library) throws IOException {
        for (Path file : files(root.resolve(folder(library)))) {
            add(jar, root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }

    private static String folder(Class<?> type) {
        return type.getPackageName().replace('.', '/') + "/";
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
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
