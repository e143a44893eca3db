package dev.botyard.runtime.script.library;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ChildProcess;
import dev.botyard.runtime.config.ProgramPath;
import dev.botyard.runtime.infra.folder.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The scripts of a repository, by the machine's `git`. Nothing is checked out, so nothing of it is run and no link is made.
final class GitContents {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final long MOST_CLONED = 256L << 20;
    private static final int MOST_SAID = 2_000;

    private final Path temporary;
    private final Supplier<Map<String, String>> environment;

    /// @param temporary   where a clone lies while it is read
    /// @param environment what git gets of the host's variables, proxies among them
    GitContents(Path temporary, Supplier<Map<String, String>> environment) {
        this.temporary = temporary;
        this.environment = environment;
    }

    /// @param revision the commit
    record Read(ScriptTree tree, String revision) {}

    /// Blocks.
    ///
    /// @throws SourceException          when it cannot be cloned
    /// @throws IllegalArgumentException when what it holds is refused
    Read read(PluginSource source) throws IOException, InterruptedException {
        if (ProgramPath.find("git", environment.get().getOrDefault("PATH", "")).isEmpty()) {
            throw new SourceException("there is no git on this machine; install it, or give the address of a zip archive of "
                    + source.shown());
        }
        if (source.address().startsWith("-") || source.ref().startsWith("-")) {
            throw new IllegalArgumentException("a repository and its branch begin with no '-'");
        }
        Path clone = Files.createTempDirectory(temporary, "clone-");
        try {
            List<String> line = new ArrayList<>(List.of("clone", "--bare", "--quiet", "--depth", "1", "--no-tags",
                    "--config", "core.hooksPath=/dev/null"));
            if (!source.ref().isEmpty()) {
                line.addAll(List.of("--branch", source.ref()));
            }
            line.addAll(List.of("--", source.address(), clone.toString()));
            git(source, clone, line);
            String revision = text(git(source, clone, List.of("--git-dir", clone.toString(), "rev-parse", "HEAD"))).strip();
            return new Read(tree(source, clone), revision);
        } finally {
            FolderTree.remove(clone);
        }
    }

    private ScriptTree tree(PluginSource source, Path clone) throws IOException, InterruptedException {
        Map<String, String> objects = new TreeMap<>();
        long total = 0;
        String listed = text(git(source, clone, List.of("--git-dir", clone.toString(), "ls-tree", "-r", "-l", "-z", "HEAD")));
        for (String entry : listed.split("\0")) {
            // Mode, type, object and size between blanks, then the path behind a tabulator.
            int tab = entry.indexOf('\t');
            if (tab < 0) {
                continue;
            }
            String[] facts = entry.substring(0, tab).split(" +");
            String path = ScriptTree.inside(entry.substring(tab + 1), "repository");
            if (!ScriptTree.matters(path) || !facts[1].equals("blob")) {
                continue;
            }
            if (facts[0].equals("120000")) {
                throw new IllegalArgumentException("the repository holds the link '" + path + "'; nothing of it was taken");
            }
            total += Long.parseLong(facts[3]);
            if (total > ScriptTree.MOST_BYTES || objects.size() >= ScriptTree.MOST_FILES) {
                throw new IllegalArgumentException("the repository holds more than " + (ScriptTree.MOST_BYTES >> 20) + " MiB or "
                        + ScriptTree.MOST_FILES + " scripts; name a smaller one");
            }
            objects.put(path, facts[2]);
        }
        return new ScriptTree(contents(source, clone, objects));
    }

    /// All by one process, which writes for each object a line with its size, then its bytes and a line feed.
    ///
    /// @param objects the id by path
    private Map<String, byte[]> contents(PluginSource source, Path clone, Map<String, String> objects)
            throws IOException, InterruptedException {
        Map<String, byte[]> files = new TreeMap<>();
        if (objects.isEmpty()) {
            return files;
        }
        byte[] written = git(source, clone, List.of("--git-dir", clone.toString(), "cat-file", "--batch"),
                String.join("\n", objects.values()) + "\n");
        int at = 0;
        for (Map.Entry<String, String> object : objects.entrySet()) {
            int line = at;
            while (at < written.length && written[at] != '\n') {
                at++;
            }
            String[] facts = text(Arrays.copyOfRange(written, line, at)).split(" ");
            int begin = at + 1;
            boolean there = facts.length == 3 && facts[0].equals(object.getValue());
            at = begin + (there ? Integer.parseInt(facts[2]) : 0);
            if (!there || at > written.length) {
                throw new SourceException("git cannot read " + source.shown() + ": it holds no '" + object.getKey() + "'");
            }
            files.put(object.getKey(), Arrays.copyOfRange(written, begin, at));
            at++;
        }
        return files;
    }

    private byte[] git(PluginSource source, Path clone, List<String> arguments) throws IOException, InterruptedException {
        return git(source, clone, arguments, "");
    }

    /// @param input what it reads
    /// @return what it wrote
    private byte[] git(PluginSource source, Path clone, List<String> arguments, String input)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(arguments);
        Path out = Files.createTempFile(temporary, "git-", ".out");
        Path err = Files.createTempFile(temporary, "git-", ".err");
        Path in = Files.writeString(Files.createTempFile(temporary, "git-", ".in"), input);
        ProcessBuilder builder = new ProcessBuilder(line).redirectInput(in.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> variables = new HashMap<>(environment.get());
        // No transport that runs programs, no question to a terminal that nobody sees.
        variables.put("GIT_ALLOW_PROTOCOL", "https:http:ssh:git:file");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        variables.put("LC_ALL", "C");
        ChildEnvironment.give(builder, variables);
        Process process = builder.start();
        try {
            watch(source, process, clone);
            if (process.exitValue() != 0) {
                throw new SourceException("git cannot read " + source.shown() + ": " + said(source, err));
            }
            return Files.readAllBytes(out);
        } finally {
            ChildProcess.end(process.toHandle());
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
            Files.deleteIfExists(in);
        }
    }

    private static void watch(PluginSource source, Process process, Path clone) throws InterruptedException {
        long steps = LIMIT.dividedBy(STEP);
        for (long step = 0; !process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS); step++) {
            if (step >= steps) {
                throw new SourceException("git did not read " + source.shown() + " within " + LIMIT.toSeconds() + " s");
            }
            if (bytes(clone) > MOST_CLONED) {
                throw new SourceException(source.shown() + " has more than " + (MOST_CLONED >> 20)
                        + " MiB; give the address of a script or of a zip archive instead");
            }
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException _) {
            // Git moves files about while it works.
            return 0;
        }
    }

    /// Its last words, without what may be a password.
    private static String said(PluginSource source, Path err) throws IOException {
        String text = text(Files.readAllBytes(err)).replace(source.address(), source.shown())
                .replaceAll("://[^/@\\s]*@", "://").strip().replaceAll("\\s*\\R\\s*", "; ");
        return text.substring(Math.max(0, text.length() - MOST_SAID));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
