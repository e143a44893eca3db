package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes the header lines of one file one by one and makes the header of them. Confined to the parsing thread.
final class HeaderCollector {
    private static final Pattern COMMAS = Pattern.compile("[,，]");
    private static final Pattern PLACEHOLDER_CRON = Pattern.compile("0(\\s+0){4,5}");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final Path file;
    private final String fileName;
    private final String source;
    private final HeaderProblems problems = new HeaderProblems();
    private final HeaderValues values = new HeaderValues(problems);
    private final Map<String, HeaderValue> texts = new HashMap<>();
    private final Map<String, Set<String>> lists = new HashMap<>();
    private final List<HeaderValue> rules = new ArrayList<>();
    private final List<HeaderValue> events = new ArrayList<>();
    private final Set<String> methods = new LinkedHashSet<>();
    private final List<PluginParam> params = new ArrayList<>();
    private final List<HeaderLine> dependencies = new ArrayList<>();
    private final Map<String, List<HeaderValue>> other = new LinkedHashMap<>();
    private Optional<HeaderValue> cron = Optional.empty();

    HeaderCollector(Path file, String source) {
        this.file = file;
        this.fileName = file.getFileName().toString();
        this.source = source;
    }

    void add(HeaderLine header) {
        if (header.value().isEmpty() && header.closed()) {
            return;
        }
        if (!header.closed()) {
            problems.warn(header.line(),
                    "The closing bracket of '" + header.key() + "' is missing; the rest of the line was taken as its value.");
        }
        switch (header.key()) {
            case "author", "title", "description", "version", "runtime", "language", "class", "icon", "service", "create_at",
                    "disable",
                    "admin", "bypass", "blocking", "priority", "router", "server", "isolation", "timeout", "concurrency",
                    "timeout_value", "mention_all" ->
                texts.put(header.key(), header.asValue());
            case "createat" -> texts.put("create_at", header.asValue());
            case "rule" -> rules.add(header.asValue());
            case "event" -> events.add(header.asValue());
            case "cron" -> addCron(header);
            case "method", "methods" -> addMethods(header);
            case "imtype", "imtype+", "imtype-" -> addToList(header.key(), header.value().toLowerCase(Locale.ROOT));
            case "userid", "userid+", "userid-", "groupid", "groupid+", "groupid-" -> addToList(header.key(), header.value());
            case "param" -> ParamReader.read(header, problems).ifPresent(params::add);
            case "dependency" -> dependencies.add(header);
            default -> other.computeIfAbsent(header.key(), _ -> new ArrayList<>()).add(header.asValue());
        }
    }

    PluginHeader toHeader() {
        if (!texts.containsKey("author")) {
            problems.warn(1, "The header 'author' is missing; add a line such as [author: your-name].");
        }
        PluginInfo info = info();
        Map<String, List<HeaderValue>> kept = new LinkedHashMap<>();
        other.forEach((key, found) -> kept.put(key, List.copyOf(found)));
        return new PluginHeader(fileName, info, flag("disable"), flag("admin"), flag("bypass"), flag("blocking"),
                values.priority(texts.get("priority")),
                rules, events, cron, route(), selectors(), ParamReader.once(params), readDependencies(info.language()),
                values.isolation(texts.get("isolation")),
                new PluginLimits(values.timeout(texts.get("timeout")), values.concurrency(texts.get("concurrency"))),
                new PluginChoices(values.timeoutNone(texts.get("timeout_value")),
                        Optional.ofNullable(texts.get("mention_all")).map(value -> values.flag("mention_all", value))),
                kept,
                problems.inOrder());
    }

    private void addCron(HeaderLine header) {
        if (PLACEHOLDER_CRON.matcher(header.value()).matches()) {
            return;
        }
        if (cron.isPresent()) {
            problems.error(header.line(),
                    "A plugin can have one 'cron' header; the one of line " + cron.get().line() + " stays in force.");
        } else {
            cron = Optional.of(header.asValue());
        }
    }

    private void addMethods(HeaderLine header) {
        for (String part : split(header.value())) {
            String method = part.toUpperCase(Locale.ROOT);
            if (METHODS.contains(method)) {
                methods.add(method);
            } else {
                problems.warn(header.line(), "The HTTP method " + quote(part) + " was left out; use get, post, put or delete.");
            }
        }
    }

    private void addToList(String key, String value) {
        String list = key.endsWith("-") ? key : key.endsWith("+") ? key.substring(0, key.length() - 1) : key;
        lists.computeIfAbsent(list, _ -> new LinkedHashSet<>()).addAll(split(value));
    }

    private static List<String> split(String value) {
        return COMMAS.splitAsStream(value).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private PluginInfo info() {
        return new PluginInfo(text("author"), text("title"), text("description"), text("version"), text("runtime"), language(),
                text("class"),
                text("icon"), text("service"), text("create_at"));
    }

    private String text(String key) {
        HeaderValue value = texts.get(key);
        return value == null ? "" : value.text();
    }

    private boolean flag(String key) {
        return values.flag(key, texts.get(key));
    }

    /// The extension decides what can run the file at all; the header only tells the dialects of JavaScript apart.
    private String language() {
        String declared = switch (text("language").toLowerCase(Locale.ROOT)) {
            case "typescript" -> Language.JAVASCRIPT.label();
            case "go", "golang" -> "golang";
            case String other -> Language.named(other).map(Language::label).orElse(other);
        };
        String deduced = fileName.toLowerCase(Locale.ROOT).endsWith(".go")
                ? "golang"
                : Language.ofFile(fileName).map(Language::label).orElse(declared);
        if (deduced.equals(Language.JAVASCRIPT.label()) && ReplyScript.is(declared, file, source)) {
            return ReplyScript.LANGUAGE;
        }
        if (!declared.isEmpty() && !declared.equals(deduced)) {
            problems.warn(texts.get("language").line(),
                    "The language " + quote(text("language")) + " does not fit the file's extension; it runs as " + deduced
                            + ".");
        }
        return deduced;
    }

    private Optional<PluginRoute> route() {
        HeaderValue router = texts.get("router");
        if (router == null) {
            return Optional.empty();
        }
        Optional<String> complaint = RoutePaths.complaint(router.text());
        if (complaint.isPresent()) {
            problems.error(router.line(), complaint.get());
            return Optional.empty();
        }
        return Optional.of(new PluginRoute(router.line(), router.text(), methods, text("server")));
    }

    private PluginSelectors selectors() {
        return new PluginSelectors(selector("imtype"), selector("userid"), selector("groupid"));
    }

    private PluginSelector selector(String key) {
        return new PluginSelector(lists.getOrDefault(key, Set.of()), lists.getOrDefault(key + "-", Set.of()));
    }

    private List<PluginDependency> readDependencies(String language) {
        List<PluginDependency> found = new ArrayList<>();
        for (HeaderLine header : dependencies) {
            found.addAll(DependencyReader.read(header, language, problems));
        }
        return found;
    }
}
