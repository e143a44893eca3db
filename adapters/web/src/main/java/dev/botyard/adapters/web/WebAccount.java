package dev.botyard.adapters.web;

import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Commands;
import dev.botyard.api.adapter.EventSink;
import java.nio.file.Path;
import org.slf4j.Logger;

/// What the page needs of one running account.
record WebAccount(String id, WebConfig config, Room room, MediaFolder media, EventSink events, Commands commands,
        Logger log) {

    static WebAccount of(AdapterContext context, WebConfig config) {
        String id = context.account().value();
        Path folder = context.folder();
        return new WebAccount(id, config, new Room(id, config, folder, context.clock(), context.log()),
                new MediaFolder(folder.resolve("media"), MediaFolder.MAX_TOTAL_BYTES, context.clock(), context.log()),
                context.events(), context.commands(), context.log());
    }

    /// Reads what is on the disk.
    void load() {
        room.load();
        media.load();
    }
}
