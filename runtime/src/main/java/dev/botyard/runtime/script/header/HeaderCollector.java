package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import dev.botyard.runtime.infra.logging.HiddenText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final Map<HeaderKey, HeaderValue> texts = new EnumMap<>(HeaderKey.class);
    private final Map<HeaderKey, Set<String>> lists = new EnumMap<>(HeaderKey.class);
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
        Optional<HeaderKey> key = HeaderKey.spelled(header.key());
        if (key.isEmpty()) {
            keep(header);
            return;
        }
        switch (key.get()) {
            case RULE -> rules.add(header.asValue());
            case EVENT -> events.add(header.asValue());
            case CRON -> addCron(header);
            case METHOD -> addMethods(header);
            case IMTYPE, IMTYPE_NOT -> addToList(key.get(), header.value().toLowerCase(Locale.ROOT));
            case USERID, USERID_NOT, GROUPID, GROUPID_NOT -> addToList(key.get(), header.value());
            case PARAM -> ParamReader.read(header, problems).ifPresent(params::add);
            case DEPENDENCY -> dependencies.add(header);
            case AUTHOR, TITLE, DESCRIPTION, VERSION, RUNTIME, LANGUAGE, CLASS, ICON, SERVICE, CREATE_AT, DISABLE, ADMIN, BYPASS,
                    BLOCKING,
                    PRIORITY, ROUTER, SERVER, ISOLATION, TIMEOUT, CONCURRENCY, TIMEOUT_VALUE, MENTION_ALL ->
                texts.put(key.get(), header.asValue());
            case AI, PLATFORM, PUBLIC, OPEN_SOURCE, PIN, PRICE, MONTHLY_PRICE, BILLING_MODE, AUTO_RENEW_DEFAULT -> keep(header);
        }
    }

    private void keep(HeaderLine header) {
        other.computeIfAbsent(header.key(), _ -> new ArrayList<>()).add(header.asValue());
    }

    PluginHeader toHeader() {
        if (!texts.containsKey(HeaderKey.AUTHOR)) {
            problems.warn(1, "The header 'author' is missing; add a line such as [author: your-name].");
        }
        PluginInfo info = info();
        Map<String, List<HeaderValue>> kept = new LinkedHashMap<>();
        other.forEach((key, found) -> kept.put(key, List.copyOf(found)));
        return new PluginHeader(fileName, info, flag(HeaderKey.DISABLE), flag(HeaderKey.ADMIN), flag(HeaderKey.BYPASS),
                flag(HeaderKey.BLOCKING),
                values.priority(texts.get(HeaderKey.PRIORITY)),
                rules, events, cron, route(), selectors(), ParamReader.once(params), readDependencies(info.language()),
                values.isolation(texts.get(HeaderKey.ISOLATION)),
                new PluginLimits(values.timeout(texts.get(HeaderKey.TIMEOUT)),
                        values.concurrency(texts.get(HeaderKey.CONCURRENCY))),
                new PluginChoices(values.timeoutNone(texts.get(HeaderKey.TIMEOUT_VALUE)),
                        Optional.ofNullable(texts.get(HeaderKey.MENTION_ALL))
                                .map(value -> values.flag(HeaderKey.MENTION_ALL.label(), value))),
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

    private void addToList(HeaderKey key, String value) {
        lists.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(split(value));
    }

    private static List<String> split(String value) {
        return COMMAS.splitAsStream(value).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private PluginInfo info() {
        return new PluginInfo(seen(HeaderKey.AUTHOR), seen(HeaderKey.TITLE), seen(HeaderKey.DESCRIPTION), seen(HeaderKey.VERSION),
                text(HeaderKey.RUNTIME), language(), text(HeaderKey.CLASS), text(HeaderKey.ICON), text(HeaderKey.SERVICE),
                text(HeaderKey.CREATE_AT));
    }

    /// For people, without what they would not see.
    private String seen(HeaderKey key) {
        String text = text(key);
        HiddenText.first(text).ifPresent(which -> problems.warn(texts.get(key).line(),
                "The header '" + key.label() + "' has " + which + ", which nobody sees; it is left out."));
        return HiddenText.without(text);
    }

    private String text(HeaderKey key) {
        HeaderValue value = texts.get(key);
        return value == null ? "" : value.text();
    }

    private boolean flag(HeaderKey key) {
        return values.flag(key.label(), texts.get(key));
    }

    /// The extension decides what can run the file at all; the header only tells the dialects of JavaScript apart.
    private String language() {
        String declared = switch (text(HeaderKey.LANGUAGE).toLowerCase(Locale.ROOT)) {
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
            problems.warn(texts.get(HeaderKey.LANGUAGE).line(),
                    "The language " + quote(text(HeaderKey.LANGUAGE)) + " does not fit the file's extension; it runs as "
                            + deduced
                            + ".");
        }
        return deduced;
    }

    private Optional<PluginRoute> route() {
        HeaderValue router = texts.get(HeaderKey.ROUTER);
        if (router == null) {
            return Optional.empty();
        }
        Optional<String> complaint = RoutePaths.complaint(router.text());
        if (complaint.isPresent()) {
            problems.error(router.line(), complaint.get());
            return Optional.empty();
        }
        return Optional.of(new PluginRoute(router.line(), router.text(), methods, text(HeaderKey.SERVER)));
    }

    private PluginSelectors selectors() {
        return new PluginSelectors(selector(HeaderKey.IMTYPE, HeaderKey.IMTYPE_NOT),
                selector(HeaderKey.USERID, HeaderKey.USERID_NOT), selector(HeaderKey.GROUPID, HeaderKey.GROUPID_NOT));
    }

    private PluginSelector selector(HeaderKey allow, HeaderKey block) {
        return new PluginSelector(lists.getOrDefault(allow, Set.of()), lists.getOrDefault(block, Set.of()));
    }

    private List<PluginDependency> readDependencies(String language) {
        List<PluginDependency> found = new ArrayList<>();
        for (HeaderLine header : dependencies) {
            found.addAll(DependencyReader.read(header, language, problems));
        }
        return found;
    }
}
