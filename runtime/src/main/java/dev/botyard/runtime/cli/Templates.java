package dev.botyard.runtime.cli;

import java.util.stream.Stream;
import java.util.Optional;
import java.io.UncheckedIOException;
import dev.botyard.runtime.infra.folder.FileTwin;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// Writes what people start from. Never overwrites.
final class Templates {
    private Templates() {}

    /// Fills in `{{name}}`s and writes the file.
    static void write(CommandSpec spec, Path file, String template, Map<String, String> values) throws IOException {
        String text;
        try (InputStream in = Templates.class.getResourceAsStream("/templates/" + template)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        write(spec, file, text);
    }

    static void write(CommandSpec spec, Path file, String text) throws IOException {
        refuseExisting(file);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        new Output(spec).line("wrote " + file);
    }

    /// For what may hold secrets: nobody else can read it or its folder.
    static void writePrivate(CommandSpec spec, Path file, String text) throws IOException {
        refuseExisting(file);
        Path folder = file.toAbsolutePath().getParent();
        PrivateFiles.createFolders(folder.getParent());
        PrivateFiles.createFolder(folder);
        PrivateFiles.createEmpty(file);
        Files.writeString(file, text);
        new Output(spec).line("wrote " + file);
    }

    static void refuseExisting(Path file) {
        twin(file).ifPresent(twin -> {
            throw new CliProblem(twin.sentence() + "; choose another name. Nothing was changed.");
        });
        if (Files.exists(file)) {
            throw new CliProblem(file + " is already there; nothing was changed.");
        }
    }

    private static Optional<FileTwin> twin(Path file) {
        try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
            return FileTwin.of(file.getFileName().toString(), beside.map(one -> one.getFileName().toString()).toList());
        } catch (IOException | UncheckedIOException noFolder) {
            return Optional.empty();
        }
    }
}
