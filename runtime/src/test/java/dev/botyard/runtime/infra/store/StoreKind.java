package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Path;

/// The databases that a store may have; what holds for one holds for all.
enum StoreKind {
    SQLITE {
        @Override
        Store open(Path folder, Retention retention) {
            return Store.open(folder.resolve("botyard.db"), retention, Ticker.system());
        }
    },
    POSTGRESQL {
        @Override
        Store open(Path folder, Retention retention) {
            return Store.open(TestPostgres.shared().schema(folder), "home " + folder, retention, Ticker.system());
        }
    };

    Store open(Path folder) {
        return open(folder, Retention.DEFAULT);
    }

    /// The same folder is the same store.
    abstract Store open(Path folder, Retention retention);
}
