package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.ops.backup.KeptBackups;
import java.util.List;

/// The backups that lie in the home's folder.
///
/// @param backups the newest first
/// @param restore the command that puts one back while the host stands still
record BackupsRecord(List<KeptBackups.Kept> backups, String restore) {}
