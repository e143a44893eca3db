package dev.botyard.runtime.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Where the parts lie that come with Botyard: `adapters/` and `sdk/`.
final class Distribution {
    private Distribution() {}

    /// The folder that the launcher names.
    static Path folder() {
        String named = System.getProperty("botyard.distribution");
        if (named == null) {
            throw new CliProblem("The folder of the distribution is not known. Start Botyard with its launcher, bin/botyard.");
        }
        return Path.of(named);
    }

    /// Where the SDKs lie, if it was started by a launcher.
    static Optional<Path> sdkWhereKnown() {
        return Optional.ofNullable(System.getProperty("botyard.distribution")).map(named -> Path.of(named, "sdk"));
    }

    /// Where the SDKs lie.
    static Path sdk() {
        return folder().resolve("sdk");
    }
}
