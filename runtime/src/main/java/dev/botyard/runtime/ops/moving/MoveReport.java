package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.words.Sentence;
import java.nio.file.Path;
import java.util.List;

/// What moving in does, or has done. No values of buckets and settings stand in it.
///
/// @param running whether a host runs on the home
/// @param applied whether it was done
/// @param files   what lies beside the plugins and comes with them
/// @param left    sentences about what is not moved, or is to be done by hand
public record MoveReport(Path folder, Path home, boolean running, boolean applied, List<MovedPlugin> plugins,
        List<MovedFile> files, List<MovedBucket> buckets, List<MovedMasters> masters, List<MovedAccount> accounts,
        @Sentence List<String> left) {

    /// A script.
    ///
    /// @param from          where it lies in the folder
    /// @param runs          whether it can run, given what it needs
    /// @param needsPackages by the names of its headers
    /// @param needsSettings required ones that neither the home nor the exports have
    /// @param needsIm       IM types, of which the home needs an account of one
    /// @param notes         why it cannot run, and what else a check says
    public record MovedPlugin(String file, String from, Moved moved, boolean runs, List<String> needsPackages,
            List<String> needsSettings, List<String> needsIm, @Sentence List<String> notes) {
        /// Whether nobody has to do anything for it.
        public boolean asItIs() {
            return runs && needsPackages.isEmpty() && needsSettings.isEmpty() && needsIm.isEmpty();
        }
    }

    /// Another file.
    public record MovedFile(String file, String from, Moved moved) {}

    /// A bucket.
    ///
    /// @param keys in the exports
    /// @param kept keys that have another value in the home, which stays
    public record MovedBucket(String bucket, int keys, int added, int same, List<String> kept) {}

    /// The administrators of an IM type.
    public record MovedMasters(String im, List<String> ids, Moved moved) {}

    /// A draft of an account.
    public record MovedAccount(String id, String im, Moved moved, String note) {}
}
