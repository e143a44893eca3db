package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.ops.backup.Manifest;
import java.util.List;
import java.util.Map;

/// A backup that was written.
///
/// @param file      where it is
/// @param counts    rows by table, and files by folder
/// @param outside   what the home refers to and what is not in the backup, as sentences
/// @param variables environment variables that the settings and accounts name
record BackupRecord(String file, Map<String, Long> counts, @Sentence List<String> outside, List<String> variables) {
    static BackupRecord of(String file, Manifest written) {
        return new BackupRecord(file, written.counts(), written.outside(), written.variables());
    }
}
