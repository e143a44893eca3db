package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.SettingsReport;
import java.util.List;

/// `botyard.yaml`, as a form and as text. Secrets are masked.
///
/// @param version changes whenever the file does
/// @param waiting the keys that are other than when the host started, and count from the next start only
record SettingsRecord(String file, String text, String version, List<SettingsReport.Row> settings, List<String> waiting,
        List<ConfigProblem> problems) {
    @Override
    public String toString() {
        return "SettingsRecord[" + version + "]";
    }
}
