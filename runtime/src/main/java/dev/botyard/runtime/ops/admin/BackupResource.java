package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.BackupException;
import dev.botyard.runtime.ops.backup.KeptBackups;
import dev.botyard.runtime.ops.backup.Manifest;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;

/// `GET /backups` and `POST /backup`. Nothing is restored here, since the host must stand still for that.
public final class BackupResource implements AdminApi.Resource {
    private static final String NAME = "botyard-backup";

    private final Store store;
    private final Backup backup;
    private final KeptBackups kept;
    private final Clock clock;

    public BackupResource(Store store, Backup backup, KeptBackups kept, Clock clock) {
        this.store = store;
        this.backup = backup;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/backups",
                request -> AdminApi.json(200, new BackupsRecord(kept.all(), Launcher.command() + " restore FILE")));
        api.post("/backup", this::write);
    }

    /// Without `file` it lies among those of the home.
    private HttpReply write(HttpRequest request) throws IOException {
        Arguments body = Body.of(request);
        try {
            Path file = body.has("file") ? Path.of(body.required("file")).toAbsolutePath() : kept.next(NAME, clock);
            store.flush();
            Manifest written = backup.write(file, body.flag("media"));
            return AdminApi.json(200, BackupRecord.of(file.toString(), written));
        } catch (InvalidPathException | StoreException | BackupException e) {
            throw new HttpProblem(400, "backup_failed", e.getMessage());
        }
    }
}
