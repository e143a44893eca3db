package dev.botyard.runtime.ops.admin;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.SettingsFile;
import dev.botyard.runtime.config.SettingsReport;
import dev.botyard.runtime.config.StaleFileException;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `GET /settings` and `PUT /settings`: the settings of the host.
public final class SettingsResource implements AdminApi.Resource {
    private static final String TEXT = "text";
    private static final String VERSION = "version";

    private final SettingsFile file;
    private final Supplier<SettingsReport> report;
    private final Supplier<List<String>> waiting;
    private final Reload reload;

    /// Makes the host follow what was written.
    @FunctionalInterface
    public interface Reload {
        void run() throws InterruptedException;
    }

    /// @param waiting the keys whose change counts from the next start only
    public SettingsResource(SettingsFile file, Supplier<SettingsReport> report, Supplier<List<String>> waiting, Reload reload) {
        this.file = file;
        this.report = report;
        this.waiting = waiting;
        this.reload = reload;
    }

    /// Something that is done with the file.
    @FunctionalInterface
    private interface Writing {
        List<ConfigProblem> write() throws IOException;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/settings", _ -> AdminApi.json(200, record()));
        api.on("PUT", "/settings", this::put);
    }

    private HttpReply put(HttpRequest request) throws InterruptedException {
        if (request.header("Content-Type").orElse("").contains("yaml")) {
            return written(() -> file.replace(new String(request.body(), StandardCharsets.UTF_8), ""));
        }
        Arguments body = Body.of(request);
        String version = body.text(VERSION);
        Map<String, Object> values = Arguments.map(body.node());
        values.remove(VERSION);
        if (!values.containsKey(TEXT)) {
            return written(() -> file.put(values, version));
        }
        if (values.size() > 1 || !body.node().path(TEXT).isString()) {
            throw new HttpProblem(400, "invalid_request", "text is the whole file; give it alone, or values by key without it");
        }
        return written(() -> file.replace(body.node().path(TEXT).stringValue(), version));
    }

    private HttpReply written(Writing writing) throws InterruptedException {
        try {
            List<ConfigProblem> problems = writing.write();
            if (!problems.isEmpty()) {
                throw new HttpProblem(400, "invalid_request",
                        Words.current().say(problems.stream().map(ConfigProblem::toString).toList()));
            }
        } catch (StaleFileException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("botyard.yaml", e);
        }
        reload.run();
        return AdminApi.json(200, record());
    }

    private SettingsRecord record() {
        SettingsReport now = report.get();
        try {
            SettingsFile.Seen seen = file.see();
            return new SettingsRecord("botyard.yaml", seen.text(), seen.version(), now.settings(), waiting.get(), now.problems());
        } catch (IOException e) {
            throw new HttpProblem(409, "conflict", "botyard.yaml cannot be read: " + FullDisk.meaning(e));
        }
    }
}
