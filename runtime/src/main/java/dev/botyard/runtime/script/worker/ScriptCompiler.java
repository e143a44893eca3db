package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks interpreters whether scripts compile, as a worker would compile them: one short process for all scripts of a language. No line of
/// theirs is run, but of those that are asked for their handlers, each in a process of its own that can say nothing to anybody. Thread-safe.
public final class ScriptCompiler implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /// So many at once are not what somebody has just edited; they can wait until nobody else wants the processor.
    private static final int MANY = 20;

    private final Supplier<Interpreters> interpreters;
    private final Supplier<Map<String, String>> environment;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param environment what its processes get of the host's variables
    public ScriptCompiler(Supplier<Interpreters> interpreters, Supplier<Map<String, String>> environment) {
        this.environment = environment;
        this.interpreters = interpreters;
    }

    /// A script to compile.
    ///
    /// @param dialect `""` where the interpreter compiles it as it does most
    /// @param declare whether a file with handlers is run once to tell them
    /// @param folders where it finds other plugins, when it is
    /// @param paths   where it finds its packages then
    public record Script(Path file, String dialect, boolean declare, List<Path> folders, List<Path> paths) {
        public Script(Path file, String dialect) {
            this(file, dialect, false, List.of(), List.of());
        }

        private Object told() {
            return Map.of("file", file.toString(), "dialect", dialect, "declare", declare, "folders", texts(folders), "paths",
                    texts(paths));
        }

        private static List<String> texts(List<Path> paths) {
            return paths.stream().map(Path::toString).toList();
        }
    }

    /// A module that a script asks for and its interpreter does not bring along.
    ///
    /// @param module a name, or in JavaScript the path of a file as the script writes it
    public record Import(int line, String module) {}

    /// What an interpreter said about one script.
    ///
    /// @param line    0 when it named none
    /// @param message its sentence, `""` when the script compiles
    /// @param imports  what must be there for the script to run
    /// @param handlers what it has told of itself, where it was asked to
    public record Verdict(int line, String message, List<Import> imports, List<ToldHandler> handlers) {
        public static final Verdict FINE = new Verdict(0, "");

        public Verdict {
            imports = List.copyOf(imports);
            handlers = List.copyOf(handlers);
        }

        public Verdict(int line, String message) {
            this(line, message, List.of(), List.of());
        }

        private static Verdict told(JsonNode told) {
            return new Verdict(told.path("line").asInt(0), told.path("message").stringValue(""),
                    told.path("imports").valueStream()
                            .map(one -> new Import(one.path(0).asInt(0), one.path(1).stringValue(""))).toList(),
                    ToldHandler.all(told.path("handlers")));
        }

        public boolean fine() {
            return message.isEmpty();
        }

        @Override
        public String toString() {
            return line == 0 ? message : "line " + line + ": " + message;
        }
    }

    /// The interpreter that decides now.
    public String interpreter(Language language) {
        return interpreters.get().program(language);
    }

    /// Why scripts of a language cannot be run on this machine now, `""` when they can.
    public String missing(Language language) {
        return interpreters.get().missing(language);
    }

    /// Blocks until the scripts were compiled.
    ///
    /// @return verdicts by file; none for a file that could not be read
    /// @throws IOException when the interpreter cannot be run or does not come to an end
    public Map<Path, Verdict> compile(Language language, Collection<Script> scripts) throws IOException, InterruptedException {
        Process process = start(language);
        running.add(process);
        try {
            if (closed) {
                throw new IOException("the host is stopping");
            }
            if (scripts.size() > MANY) {
                Priority.lower(process.pid());
            }
            Map<Path, Verdict> verdicts = new ConcurrentHashMap<>();
            Thread talking = Threads.startVirtual("compile-" + language.label(), () -> talk(process, scripts, verdicts));
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                talking.join();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IOException("'" + interpreter(language) + "' " + (ended
                        ? "ended with code " + process.exitValue()
                        : "did not come to an end within " + LIMIT.toSeconds() + " s") + " when it compiled scripts");
            }
            return verdicts;
        } finally {
            running.remove(process);
            process.destroyForcibly();
        }
    }

    private Process start(Language language) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(interpreters.get().compiler(language))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        ChildEnvironment.give(builder, environment.get());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw Interpreters.cannotRun(interpreter(language), language, e);
        }
    }

    private static void talk(Process process, Collection<Script> scripts, Map<Path, Verdict> verdicts) {
        List<Object> files = scripts.stream().map(Script::told).toList();
        try (OutputStream input = process.getOutputStream()) {
            input.write(Json.MAPPER.writeValueAsBytes(files));
        } catch (IOException _) {
            // It has ended already; its exit code tells more.
        }
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode told = Json.MAPPER.readTree(line);
                verdicts.put(Path.of(told.path("file").stringValue("")), Verdict.told(told));
            }
        } catch (IOException | UncheckedIOException | JacksonException _) {
            process.destroyForcibly();
        }
    }

    /// Ends what is under way.
    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
