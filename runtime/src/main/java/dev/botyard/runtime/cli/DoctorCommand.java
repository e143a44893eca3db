package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ExposedFiles;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.Machine;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.message.media.FfmpegProgram;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.store.StoreCopy;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.ops.overview.Repair;
import dev.botyard.runtime.script.render.ChromiumProgram;
import dev.botyard.runtime.script.worker.Interpreters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard doctor`: looks at everything a host needs and says what to do. Exit code 1 when something is missing.
@Command(name = "doctor", description = "Checks what the host needs and says what to do.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final String FFMPEG_PURPOSE = "converts recordings and films that a platform does not play, optional";
    private static final String CHROMIUM_PURPOSE = "draws pictures of pages for render(), optional";
    private static final Pattern FFMPEG_VERSION = Pattern.compile("^ffmpeg version (\\S+)", Pattern.MULTILINE);
    private static final String LACKS = """
            import os
            try:
                import resource
            except ImportError:
                print('limits')
            if not hasattr(os, 'fork'):
                print('forks')
            """;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})+");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    private boolean failed;

    @Override
    public Integer call() {
        say(Runtime.version().feature() >= 25, "Java " + Runtime.version(), "install a JDK 25");
        Reading<HostSettings> settings = Settings.read(client.home());
        settings.problems().forEach(problem -> fail(problem.toString()));
        HostSettings.PluginSettings plugins = settings.value().plugins();
        Interpreters interpreters = new Interpreters(Path.of(""), plugins.python(), plugins.node());
        program(interpreters.program(Language.PYTHON), "3.9", "Python plugins", "install Python 3.9 or newer", true);
        lacks(interpreters.program(Language.PYTHON), plugins);
        program(interpreters.program(Language.JAVASCRIPT), "18", "JavaScript plugins",
                "install Node 18 or newer to run JavaScript plugins", false);
        ffmpeg(settings.value().media());
        ProxyCheck.of(settings.value().http().proxies(System.getenv())).forEach((text, mark) -> line(mark, text));
        machine(plugins);
        chromium(settings.value().render());
        home(client.home());
        store(client.home());
        host();
        return failed ? 1 : 0;
    }

    private void machine(HostSettings.PluginSettings plugins) {
        Machine machine = Machine.here();
        line("ok", "this machine: " + machine.words() + ": at most " + plugins.workers(machine) + " computing and "
                + plugins.waiting(machine) + " waiting runs per language (plugins.max_workers, plugins.max_waiting)");
    }

    private void home(HomeFolder home) {
        if (!Files.exists(home.root())) {
            line("ok", "home " + home.root() + " does not exist yet; the first " + Launcher.hint("run") + " makes it");
            return;
        }
        say(Files.isWritable(home.root()), "home " + home.root() + " is writable",
                "make it writable for this user, or name another with --home");
        secret(home.adminTokenFile());
        secret(home.secretKeyFile());
        new ExposedFiles(home, Settings.sources(home)).sentences().forEach((file, sentence) -> {
            if (!file.equals(home.adminTokenFile()) && !file.equals(home.secretKeyFile())) {
                line("warn", sentence);
            }
        });
        long free = home.free();
        String low = HomeFolder.lowDisk(free);
        line(low.isEmpty() ? "ok" : "warn", low.isEmpty() ? (free >> 20) + " MiB free on the disk of the home folder" : low);
    }

    private void store(HomeFolder home) {
        try {
            Settings.store(home).server().ifPresent(server -> {
                boolean holds = StoreCopy.holds(server);
                line("ok", "the store " + server.shown() + (holds ? " answers" : " answers and is empty"));
            });
        } catch (StoreException | CliProblem e) {
            fail(e.getMessage());
        }
    }

    private void secret(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            line("ok", file.getFileName() + " is as private as the folder " + file.getParent()
                    + ": this system has no permissions that Botyard could look at");
            return;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean open = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            say(!open, file.getFileName() + " is readable for this user alone", "run chmod 600 " + file);
        } catch (IOException e) {
            line("warn", file + ": its permissions cannot be read");
        }
    }

    private void host() {
        JsonNode overview;
        try {
            overview = client.get("/overview");
        } catch (HostMissing e) {
            line("ok", "no host is running on " + client.address());
            Settings.accountProblems(client.home()).forEach(problem -> fail(problem.toString()));
            port();
            return;
        } catch (CliProblem e) {
            fail(e.getMessage());
            return;
        }
        line("ok", "a host runs on " + client.address());
        load();
        overview.path("repairs").valueStream().filter(repair -> !told(repair)).map(RepairLine::of).forEach(repair -> {
            line(repair.grave() ? "fail" : "warn", repair.text());
            failed |= repair.grave();
        });
    }

    /// What is wrong with `botyard.yaml` and how full the disk is were told already: they are looked at without a host, too.
    private boolean told(JsonNode repair) {
        String file = repair.path("subject").stringValue("").replaceFirst(":\\d+$", "");
        return RepairLine.kind(repair).filter(kind -> kind == Repair.Kind.DISK_LOW || kind == Repair.Kind.CONFIGURATION
                && Path.of(file).endsWith(client.home().settingsFile().getFileName())).isPresent();
    }

    /// What the host's workers do.
    private void load() {
        JsonNode facts;
        try {
            facts = client.get("/workers");
        } catch (CliProblem e) {
            fail(e.getMessage());
            return;
        }
        for (JsonNode load : facts.path("languages")) {
            line("ok", load.path("language").stringValue("") + ": " + load.path("computing") + " of "
                    + load.path("most_computing") + " runs computing, " + load.path("waiting") + " of "
                    + load.path("most_waiting")
                    + " waiting for people, " + load.path("queued") + " not begun");
        }
    }

    private void port() {
        int port = client.address().getPort();
        if (port < 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            line("ok", "port " + probe.getLocalPort() + " is free");
        } catch (IOException e) {
            line("warn", "port " + port + " is taken by another program; start with --port N");
        }
    }

    private void program(String name, String atLeast, String purpose, String advice, boolean needed) {
        String version = version(name);
        if (version.isEmpty()) {
            line(needed ? "fail" : "warn", name + " was not found (" + purpose + "): " + advice);
            failed |= needed;
        } else if (!atLeast.isEmpty() && older(version, atLeast)) {
            line(needed ? "fail" : "warn", name + " " + version + " is too old (" + purpose + "): " + advice);
            failed |= needed;
        } else {
            line("ok", name + " " + version + " (" + purpose + ")");
        }
    }

    /// What Python has not on some systems, and what follows.
    private void lacks(String python, HostSettings.PluginSettings plugins) {
        String lacking = said(python, "-c", LACKS);
        if (lacking.contains("forks")) {
            line("ok", "Python cannot fork on this system: each of its workers is started by itself, which takes longer and more"
                    + " memory");
        }
        if (lacking.contains("limits") && plugins.memoryMb() > 0) {
            line("warn", "Python has no limit of memory on this system: plugins.memory_mb holds for JavaScript alone");
        }
    }

    private void ffmpeg(HostSettings.MediaSettings media) {
        FfmpegProgram program = FfmpegProgram.of(media);
        if (!program.found()) {
            line("warn", "ffmpeg (" + FFMPEG_PURPOSE + "): " + program.problem()
                    + "; without it, they are sent as they are, or refused with media_failed where the platform does not take them");
            return;
        }
        Matcher version = FFMPEG_VERSION.matcher(said(program.file().toString(), "-version"));
        if (version.find()) {
            line("ok", "ffmpeg " + version.group(1) + ", " + program.file() + " (" + FFMPEG_PURPOSE + ")");
        } else {
            line("warn", program.file() + " does not answer like ffmpeg (" + FFMPEG_PURPOSE
                    + "): install ffmpeg, or name it in botyard.yaml under media.ffmpeg");
        }
    }

    private void chromium(HostSettings.RenderSettings render) {
        ChromiumProgram program = ChromiumProgram.of(render);
        if (program.file().isEmpty()) {
            line("warn",
                    "Chromium (" + CHROMIUM_PURPOSE + "): " + program.problem() + "; without it render() answers with nothing");
            return;
        }
        String file = program.file().get().toString();
        String version = version(file);
        if (version.isEmpty()) {
            line("warn", file + " does not answer like Chromium (" + CHROMIUM_PURPOSE
                    + "): install chromium, or name it in botyard.yaml under render.browser");
        } else if (HostSettings.RenderSettings.asRoot()) {
            line("warn", "Chromium " + version + ", " + file + " (" + CHROMIUM_PURPOSE + ") "
                    + (render.sandbox()
                            ? "refuses its sandbox as root: run the host as a user of its own, or leave render.sandbox out of botyard.yaml"
                            : "runs without its sandbox as root: better run the host as a user of its own"));
        } else {
            line("ok", "Chromium " + version + ", " + file + " (" + CHROMIUM_PURPOSE + ")");
        }
    }

    private static boolean older(String version, String atLeast) {
        String[] found = version.split("\\.");
        String[] wanted = atLeast.split("\\.");
        for (int i = 0; i < wanted.length; i++) {
            int has = i < found.length ? Integer.parseInt(found[i]) : 0;
            int needs = Integer.parseInt(wanted[i]);
            if (has != needs) {
                return has < needs;
            }
        }
        return false;
    }

    private static String version(String name) {
        Matcher number = NUMBER.matcher(said(name, "--version"));
        return number.find() ? number.group() : "";
    }

    private static String said(String program, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(program).redirectErrorStream(true);
            builder.command().addAll(List.of(arguments));
            ChildEnvironment.give(builder, ChildEnvironment.least(System.getenv()));
            Process process = builder.start();
            // A program that asks something hears at once that nobody answers.
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return said;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private void say(boolean good, String text, String advice) {
        line(good ? "ok" : "fail", good ? text : text + ": no; " + advice);
        failed |= !good;
    }

    private void fail(String text) {
        line("fail", text);
        failed = true;
    }

    private void line(String mark, String text) {
        new Output(spec).verbatim().line(String.format("%-5s %s", mark, Words.current().say(text)));
    }
}
