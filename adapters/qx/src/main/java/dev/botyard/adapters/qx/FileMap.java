package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.qx.wire.WindowsPath;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where this host sees folders of the Windows machine: as a folder of its own, or over HTTP. Immutable.
record FileMap(List<Entry> entries) {
    private static final String ARROW = "=>";

    /// One line of the setting.
    ///
    /// @param target a folder of the host or an address
    record Entry(WindowsPath folder, String target) {
        boolean remote() {
            String lower = target.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://");
        }
    }

    /// A file in a mapped folder.
    ///
    /// @param below its way from there
    record Place(Entry entry, WindowsPath file, List<String> below) {

        /// The mapped folder of the host.
        Path folder() {
            return Path.of(entry.target);
        }

        /// In the mapped folder of the host.
        Path local() {
            return below.stream().reduce(folder(), Path::resolve, Path::resolve);
        }

        /// Where to fetch the file: `{path}` and `{name}` in the address are replaced, else the way is appended.
        URI address() {
            String named = entry.target.replace("{path}", Forms.segment(file.toString())).replace("{name}",
                    Forms.segment(file.name()));
            return URI.create(named.equals(entry.target)
                    ? entry.target.replaceFirst("/+$", "") + "/"
                            + below.stream().map(Forms::segment).collect(Collectors.joining("/"))
                    : named);
        }
    }

    /// Reads the setting; what is wrong goes to `problems`.
    static FileMap of(List<String> lines, List<String> problems) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            int arrow = line.indexOf(ARROW);
            Optional<WindowsPath> folder = arrow < 0 ? Optional.empty() : WindowsPath.of(line.substring(0, arrow));
            String target = arrow < 0 ? "" : line.substring(arrow + ARROW.length()).strip();
            if (folder.isEmpty() || !usable(new Entry(folder.get(), target))) {
                problems.add(
                        "config.file_map: '" + line + "' is not a Windows folder, " + ARROW + " and a folder of this host or an "
                                + "http address; write one such as 'C:\\Users\\me\\Documents\\WeChat Files => /mnt/wechat'");
            } else {
                entries.add(new Entry(folder.get(), target));
            }
        }
        entries.sort(Comparator.comparingInt((Entry entry) -> entry.folder.parts().size()).reversed());
        return new FileMap(List.copyOf(entries));
    }

    private static boolean usable(Entry entry) {
        try {
            return entry.remote()
                    ? URI.create(entry.target.replace("{path}", "").replace("{name}", "")).getHost() != null
                    : Path.of(entry.target).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Where a file of the Windows machine is, by the longest folder that is mapped.
    Optional<Place> find(WindowsPath file) {
        for (Entry entry : entries) {
            Optional<Place> place = file.below(entry.folder).map(below -> new Place(entry, file, below));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }
}
