package dev.botyard.runtime.script.render;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Chromium without windows, with a profile in a temporary folder. It ends when its pipe does, and the shell that started it removes the
/// profile then: also after a kill of the host nothing stays.
final class Chromium implements Browser {
    private static final Logger log = LoggerFactory.getLogger(Chromium.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final long GRACE_MS = 3_000;
    private static final int MAX_SAID = 2_000;
    /// Java gives a process three streams; Chromium reads its orders from the fourth and answers on the fifth.
    private static final String SHELL = "profile=$1; shift; \"$@\" 3<&0 4>&1 0</dev/null 1>&2; code=$?; rm -rf \"$profile\"; exit $code";
    private static final List<String> FLAGS = List.of("--headless", "--remote-debugging-pipe", "--no-first-run",
            "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync",
            "--disable-domain-reliability", "--disable-breakpad", "--metrics-recording-only", "--mute-audio", "--hide-scrollbars",
            "--password-store=basic", "--use-mock-keychain", "--deny-permission-prompts",
            // No name has an address, and what has one already goes to a proxy that is not there.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>");

    private final Process process;
    private final Path profile;
    private final Ticker ticker;
    private final DevTools tools;
    private final StringBuffer said = new StringBuffer();

    private Chromium(Process process, Path profile, Ticker ticker) {
        this.process = process;
        this.profile = profile;
        this.ticker = ticker;
        tools = new DevTools(process.getOutputStream());
    }

    private void begin() {
        tools.begin(process.getInputStream());
        Threads.startVirtual("browser-output-" + process.pid(), this::readOutput);
    }

    /// Starts one and waits until it answers.
    ///
    /// @param sandbox whether it locks its parts in
    /// @throws RenderException when it does not run
    static Chromium start(Path program, boolean sandbox, Ticker ticker) throws InterruptedException {
        Chromium browser;
        try {
            Path profile = Files.createTempDirectory("botyard-browser-");
            browser = new Chromium(process(program, sandbox, profile).start(), profile, ticker);
        } catch (IOException e) {
            throw RenderException.ofBrowser("the browser " + program + " cannot be run: " + e.getMessage());
        }
        try {
            browser.begin();
            browser.tools.call("", "Browser.getVersion", Map.of(), START);
            return browser;
        } catch (RenderException | DevTools.RefusedException e) {
            browser.process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
            browser.close();
            throw RenderException.ofBrowser("the browser " + program + " does not start" + browser.lastWords());
        } catch (InterruptedException e) {
            browser.close();
            throw e;
        }
    }

    private static ProcessBuilder process(Path program, boolean sandbox, Path profile) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", SHELL, "sh", profile.toString(), program.toString(), "--user-data-dir=" + profile));
        command.addAll(FLAGS);
        if (!sandbox) {
            command.add("--no-sandbox");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        ChildEnvironment.give(builder, ChildEnvironment.least(System.getenv()));
        for (String folder : List.of("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")) {
            builder.environment().put(folder, profile.toString());
        }
        return builder;
    }

    /// The end of what it printed, and what to do about it where that is known.
    private String lastWords() {
        String words = said.toString().strip();
        String last = words.substring(words.lastIndexOf('\n') + 1);
        String advice = words.contains("sandbox")
                ? "; run the host as a user that is not root, or let the browser run without its sandbox: render.sandbox: false in"
                        + " botyard.yaml"
                : "";
        return (last.isEmpty() ? "" : ": " + last) + advice;
    }

    private void readOutput() {
        byte[] piece = new byte[4_096];
        try (InputStream in = process.getErrorStream()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                said.append(new String(piece, 0, count, StandardCharsets.UTF_8));
                if (said.length() > MAX_SAID) {
                    said.delete(0, said.length() - MAX_SAID);
                }
            }
        } catch (IOException e) {
            log.debug("the output of browser {} ended: {}", process.pid(), e.getMessage());
        }
    }

    @Override
    public Picture picture(String html, String selector, PageNetwork network, Duration limit) throws InterruptedException {
        return new Page(tools, html, network, ticker, limit).draw(selector);
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    /// The process that the host has started.
    ProcessHandle handle() {
        return process.toHandle();
    }

    Path profile() {
        return profile;
    }

    @Override
    public void close() {
        List<ProcessHandle> parts = process.descendants().toList();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                log.debug("browser {} does not end by itself", process.pid());
            }
        } catch (IOException e) {
            log.debug("the pipe of browser {} was closed: {}", process.pid(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parts.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            FolderTree.remove(profile);
        } catch (IOException e) {
            log.warn("the profile {} of a browser was not removed: {}", profile, e.getMessage());
        }
    }
}
