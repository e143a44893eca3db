package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.config.YamlBounds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Lists of plugins that anybody publishes: a file of JSON or YAML with a title and entries. Read when somebody asks. Thread-safe.
///
/// What a list says is text of a stranger: it is shown, and an address in it is fetched only when an operator installs it. A list of the
/// public internet names no address of another network.
public final class PluginLists {
    private static final int MOST_LISTS = 20;
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_TEXT = 500;

    private final Supplier<List<String>> addresses;
    private final SourceReader.Remote remote;
    private final Supplier<Map<String, PluginOrigin>> origins;

    /// @param addresses of the lists that the operator has named
    /// @param origins   where plugins of this host were installed from
    public PluginLists(Supplier<List<String>> addresses, SourceReader.Remote remote,
            Supplier<Map<String, PluginOrigin>> origins) {
        this.addresses = addresses;
        this.remote = remote;
        this.origins = origins;
    }

    /// A list.
    ///
    /// @param problem why it, or some of it, could not be read, `""` for nothing
    public record Read(String address, String title, @Sentence String problem) {}

    /// A plugin of a list.
    ///
    /// @param list      its address
    /// @param url       of the script, or of a zip archive
    /// @param sha256    of what the address gives, `""` where the list does not say
    /// @param requires  what it needs, in the words of the list
    /// @param installed the file that was installed here from there, `""` for none
    /// @param newer     whether there is another text now than was installed
    public record Entry(String list, String name, String title, String description, String version, String url, String sha256,
            List<String> requires, String installed, boolean newer) {}

    /// All lists, and what they offer.
    public record Offer(List<Read> lists, List<Entry> plugins) {}

    /// Blocks while the lists are fetched.
    public Offer read() throws InterruptedException {
        List<Read> lists = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Map<String, PluginOrigin> byAddress = new HashMap<>();
        origins.get().values().forEach(origin -> byAddress.put(origin.source().address(), origin));
        for (String address : addresses.get().stream().distinct().limit(MOST_LISTS).toList()) {
            String shown = new PluginSource(PluginSource.Kind.URL, address, "", "", "").shown();
            try {
                lists.add(read(shown, SourceReader.address(address), entries, byAddress::get));
            } catch (SourceException | IllegalArgumentException e) {
                lists.add(new Read(shown, "", e.getMessage()));
            }
        }
        return new Offer(List.copyOf(lists), List.copyOf(entries));
    }

    private Read read(String shown, URI list, List<Entry> entries, Function<String, PluginOrigin> installed)
            throws InterruptedException {
        Map<?, ?> file = parsed(remote.get(list).bytes());
        if (!(file.get("plugins") instanceof List<?> plugins)) {
            throw new IllegalArgumentException("this is no list of plugins: it has no 'plugins' with entries");
        }
        boolean known = remote.isPublic(list);
        Map<String, Boolean> hosts = new HashMap<>();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < Math.min(plugins.size(), MOST_ENTRIES); i++) {
            Optional<Entry> entry = plugins.get(i) instanceof Map<?, ?> said
                    ? entry(shown, list, said, installed)
                    : Optional.empty();
            if (entry.isEmpty()) {
                left.add("entry " + (i + 1) + " has no name or no url of http or https");
                continue;
            }
            URI url = URI.create(entry.get().url());
            Boolean open = hosts.get(url.getHost());
            if (open == null) {
                open = !known || remote.isPublic(url);
                hosts.put(url.getHost(), open);
            }
            if (open) {
                entries.add(entry.get());
            } else {
                left.add("entry " + (i + 1) + " names an address that is not of the public internet");
            }
        }
        if (plugins.size() > MOST_ENTRIES) {
            left.add("only the first " + MOST_ENTRIES + " of " + plugins.size() + " entries are shown");
        }
        return new Read(shown, text(file, "title"), String.join("; ", left.stream().limit(5).toList()));
    }

    private static Map<?, ?> parsed(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a list of plugins has " + MOST_BYTES + " bytes at most");
        }
        try {
            String text = new String(bytes, StandardCharsets.UTF_8);
            YamlBounds.checkDepth(text);
            Object file = new Load(LoadSettings.builder().setLabel("list").build()).loadFromString(text);
            if (file instanceof Map<?, ?> read) {
                return read;
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("this is neither JSON nor YAML: " + e.getMessage().replaceAll("\\s+", " "), e);
        }
        throw new IllegalArgumentException("this is no list of plugins: it has no keys");
    }

    private static Optional<Entry> entry(String shown, URI list, Map<?, ?> said, Function<String, PluginOrigin> installed) {
        String name = text(said, "name");
        try {
            String url = SourceReader.address(list.resolve(text(said, "url").strip()).toString()).toString();
            if (name.isEmpty() || text(said, "url").isEmpty()) {
                return Optional.empty();
            }
            PluginOrigin origin = installed.apply(url);
            String sha256 = text(said, "sha256");
            return Optional.of(new Entry(shown, name, text(said, "title"), text(said, "description"), text(said, "version"), url,
                    sha256, texts(said.get("requires")), origin == null ? "" : origin.file(),
                    origin != null && !sha256.isEmpty() && !sha256.equalsIgnoreCase(origin.sha256())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> all
                ? all.stream().limit(50).map(one -> bounded(String.valueOf(one))).toList()
                : value == null ? List.of() : List.of(bounded(value.toString()));
    }

    private static String text(Map<?, ?> said, String key) {
        Object value = said.get(key);
        return value == null || value instanceof Map || value instanceof List ? "" : bounded(value.toString());
    }

    private static String bounded(String text) {
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    }
}
