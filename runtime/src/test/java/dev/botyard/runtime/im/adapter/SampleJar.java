package dev.botyard.runtime.im.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Builds real adapter jars from source. Start with [#adapter] and spoil what the test is about.
public final class SampleJar {
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String index = "";

    /// A whole adapter that does nothing for the IM type `sample`.
    public static SampleJar adapter(String id, String version) {
        return of(id, version).source("sample.SampleFactory", factory(id, "", "")).indexed("sample.SampleFactory");
    }

    /// A jar with a good manifest and nothing in it.
    public static SampleJar of(String id, String version) {
        SampleJar jar = new SampleJar();
        jar.header("Plugin-Id", id).header("Plugin-Version", version).header("Plugin-Provider", "Tests")
                .header("Plugin-License", "Apache-2.0")
                .header("Plugin-Requires", ">=1.0.0 & <2.0.0");
        return jar;
    }

    static String factory(String id, String constructorBody, String descriptorBody) {
        return factory("SampleFactory", id, constructorBody, descriptorBody);
    }

    public static String factory(String name, String id, String constructorBody, String descriptorBody) {
        return """
                package sample;
                import dev.botyard.api.adapter.*;
                import dev.botyard.api.message.*;
                public final class %s implements AdapterFactory {
                    public %s() { %s }
                    @Override public AdapterDescriptor descriptor() {
                        %s
                        return AdapterDescriptor.adapter("%s").imTypes("sample").build();
                    }
                    @Override public Adapter create(AdapterContext context) {
                        return new Adapter() {
                            @Override public void run(Connection connection) throws InterruptedException { }
                            @Override public Receipt send(OutboundMessage message) { return Receipt.of("1"); }
                        };
                    }
                }
                """.formatted(name, name, constructorBody, descriptorBody, id);
    }

    /// A factory whose accounts have a setting that nothing can be held against.
    static String boundless(String id) {
        return factory(id, "", "if (true) return AdapterDescriptor.adapter(\"" + id + "\").imTypes(\"sample\").schema("
                + "ConfigSchema.of(ConfigField.integer(\"size\", \"Size\").atLeast(\"many\"))).build();");
    }

    SampleJar header(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    SampleJar without(String name) {
        manifest.remove(name);
        return this;
    }

    public SampleJar indexed(String... classes) {
        index = String.join("\n", classes);
        return this;
    }

    SampleJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    SampleJar withoutEntry(String name) {
        entries.remove(name);
        return this;
    }

    byte[] content(String name) {
        return entries.get(name);
    }

    public SampleJar source(String className, String source) {
        entries.putAll(COMPILED.computeIfAbsent(source, text -> compile(Map.of(className, text))));
        return this;
    }

    SampleJar sources(Map<String, String> sources) {
        entries.putAll(compile(sources));
        return this;
    }

    /// Writes the jar in one step, so that nobody sees half of it.
    public Path write(Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        Manifest head = new Manifest();
        head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(head.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(draft); JarOutputStream jar = new JarOutputStream(out, head)) {
            Map<String, byte[]> all = new LinkedHashMap<>(entries);
            if (!index.isEmpty()) {
                all.put("META-INF/extensions.idx", index.getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return Files.move(draft, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new ConcurrentHashMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units
                .add(new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                }));
        try (JavaFileManager files = new ForwardingJavaFileManager<>(
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
                    FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return written.computeIfAbsent(name.replace('.', '/') + ".class", _ -> new ByteArrayOutputStream());
                    }
                };
            }
        }) {
            boolean done = compiler.getTask(null, files, null,
                    List.of("-proc:none", "-classpath", System.getProperty("java.class.path")), null, units)
                    .call();
            if (!done) {
                throw new IllegalStateException("the sample does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
