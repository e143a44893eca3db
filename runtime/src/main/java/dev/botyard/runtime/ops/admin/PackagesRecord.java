package dev.botyard.runtime.ops.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.modules.KnownPackages;
import dev.botyard.runtime.script.packages.PackageBook;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The packages that plugins have besides those that their headers name.
///
/// @param readyMade whether all plugins have the ready-made list
/// @param ready     that list, by the package manager
record PackagesRecord(@JsonUnwrapped PackageBook.Added added, boolean readyMade, Map<String, List<String>> ready) {
    static PackagesRecord of(PackageBook.Added added, boolean readyMade) {
        return new PackagesRecord(added, readyMade, Arrays.stream(Language.values()).collect(Collectors.toMap(
                Language::packageManager, language -> KnownPackages.of(language).ready(), (one, _) -> one, TreeMap::new)));
    }
}
