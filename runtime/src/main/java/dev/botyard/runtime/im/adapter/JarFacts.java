package dev.botyard.runtime.im.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// What a jar says about itself, read without running any of its code.
///
/// @param requires the range of API versions that it works with
/// @param sha256   of the whole jar, in hexadecimal
public record JarFacts(String id, String version, String provider, String description, String license, String requires,
        String sha256) {
    private static final Pattern LEGAL_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Pattern HOST_CLASS = Pattern
            .compile("(META-INF/versions/\\d+/)?(dev/botyard/api/|org/slf4j/).*\\.class");
    private static final String INDEX = "META-INF/extensions.idx";

    /// Reads and checks all that can be checked from outside.
    ///
    /// @throws JarRefusedException saying what is wrong
    static JarFacts read(Path jar, String sha256) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                throw new JarRefusedException("it has no META-INF/MANIFEST.MF, so it is not an adapter");
            }
            JarFacts facts = of(manifest.getMainAttributes(), sha256);
            refuseHostClasses(file, facts);
            if (index(file).isEmpty()) {
                throw new JarRefusedException(
                        "it has no entry in " + INDEX + ", so the host cannot find its AdapterFactory; annotate the "
                                + "factory with @Extension and name PF4J as annotation processor when compiling");
            }
            return facts;
        } catch (ZipException | SecurityException | IllegalArgumentException e) {
            throw new JarRefusedException("it is not a readable jar (" + e.getMessage() + "); copy it again", e);
        } catch (IOException e) {
            throw new JarRefusedException("it cannot be read (" + e.getMessage() + "); check the file and its permissions", e);
        }
    }

    private static JarFacts of(Attributes manifest, String sha256) {
        String id = value(manifest, "Plugin-Id").orElseThrow(
                () -> new JarRefusedException(
                        "its manifest has no Plugin-Id, so it is not an adapter (a library belongs inside the "
                                + "adapter's own jar)"));
        if (!LEGAL_ID.matcher(id).matches()) {
            throw new JarRefusedException(
                    "its Plugin-Id '" + id + "' is not legal; use lower-case letters, digits and '-', at most 41, "
                            + "starting with a letter or digit");
        }
        String version = value(manifest, "Plugin-Version")
                .orElseThrow(() -> new JarRefusedException("its manifest has no Plugin-Version, such as 1.0.0"));
        String requires = value(manifest, "Plugin-Requires").orElseThrow(() -> new JarRefusedException(
                "its manifest has no Plugin-Requires, the range of adapter API versions it works with, such as '>=1.0.0 & <2.0.0'"));
        for (String unwanted : List.of("Plugin-Class", "Plugin-Dependencies")) {
            value(manifest, unwanted).ifPresent(given -> {
                throw new JarRefusedException(
                        "its manifest has " + unwanted + " '" + given + "', which adapters cannot use; remove it");
            });
        }
        return new JarFacts(id, version, value(manifest, "Plugin-Provider").orElse(""),
                value(manifest, "Plugin-Description").orElse(""), value(manifest, "Plugin-License").orElse(""), requires, sha256);
    }

    private static Optional<String> value(Attributes manifest, String name) {
        return Optional.ofNullable(manifest.getValue(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void refuseHostClasses(JarFile file, JarFacts facts) {
        file.stream().map(JarEntry::getName).filter(name -> HOST_CLASS.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new JarRefusedException("adapter " + facts.id + " bundles " + name + ", which must come from the host; give "
                    + (name.contains("org/slf4j/") ? "slf4j-api" : "botyard-adapter-api") + " the scope 'provided'");
        });
    }

    private static List<String> index(JarFile file) throws IOException {
        JarEntry entry = file.getJarEntry(INDEX);
        if (entry == null) {
            return List.of();
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(file.getInputStream(entry), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
