package dev.botyard.runtime.ops.manual;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.net.http.HtmlText;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Serves the manual: `/manual/` leads to the reader's language, `/manual/zh/first-bot` is a page.
public final class ManualPages {
    /// The pages in reading order; the first is the way in.
    static final List<String> PAGES = List.of("index", "first-bot", "qq", "wechat", "telegram", "schedule", "dialogue",
            "plugin-settings", "handlers", "nonebot", "headers", "rules", "events", "codes", "proxy", "server", "windows",
            "postgresql", "backup", "moving");
    static final Map<String, String> LANGUAGES = Map.of("en", "English", "zh", "中文");
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern PICTURE = Pattern.compile("[a-z-]+\\.webp");

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/manual", request -> HttpReply
                .redirect(request.basePath() + "/manual/" + language() + "/index").with("Vary", "Accept-Language")));
        router.add(Route.get("/manual/style.css",
                request -> HttpReply.bytes(200, "text/css; charset=utf-8", read("/manual/style.css")
                        .orElseThrow().getBytes(StandardCharsets.UTF_8)).with("Cache-Control", "no-cache")));
        router.add(Route.get("/manual/{language}/{page}", ManualPages::page));
        router.add(Route.get("/manual/{language}/pictures/{name}", ManualPages::picture));
    }

    private static String language() {
        String tag = Words.current().tag();
        return LANGUAGES.containsKey(tag) ? tag : "en";
    }

    private static HttpReply page(HttpRequest request) {
        String language = request.parameter("language");
        String page = request.parameter("page").replaceFirst("\\.md$", "");
        if (!LANGUAGES.containsKey(language) || !PAGES.contains(page)) {
            throw new HttpProblem(404, "not_found", "the manual has no such page; it begins at /manual");
        }
        return HttpReply.html(200, document(language, page, text(language, page))).with("Cache-Control", "no-cache")
                .with("X-Content-Type-Options", "nosniff").with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    private static HttpReply picture(HttpRequest request) {
        String language = request.parameter("language");
        String name = request.parameter("name");
        byte[] picture = LANGUAGES.containsKey(language) && PICTURE.matcher(name).matches()
                ? bytes("/manual/" + language + "/pictures/" + name).orElse(null)
                : null;
        if (picture == null) {
            throw new HttpProblem(404, "not_found", "the manual has no such picture; it begins at /manual");
        }
        return HttpReply.bytes(200, "image/webp", picture).with("Cache-Control", "no-cache")
                .with("X-Content-Type-Options", "nosniff").unlessKnown(request);
    }

    /// A page as it stands in the tree.
    static String text(String language, String page) {
        return read("/manual/" + language + "/" + page + ".md")
                .orElseThrow(() -> new IllegalStateException("the manual lacks " + language + "/" + page));
    }

    private static String document(String language, String page, String text) {
        String other = language.equals("en") ? "zh" : "en";
        String links = PAGES.stream()
                .map(name -> "<li><a href=\"" + name + "\"" + (name.equals(page) ? " aria-current=\"page\"" : "") + ">"
                        + HtmlText.escape(MarkdownPage.title(text(language, name))) + "</a></li>")
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Botyard</title>
                <link rel="icon" href="../../console/shared/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="../../console/shared/palette.css">
                <link rel="stylesheet" href="../style.css">
                </head>
                <body>
                <header><a href="../../">Botyard</a> <a href="../%s/%s" lang="%s" hreflang="%s">%s</a></header>
                <nav aria-label="%s"><ul>
                %s
                </ul></nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(language.equals("zh") ? "zh-CN" : "en", HtmlText.escape(MarkdownPage.title(text)), other, page,
                other, other,
                LANGUAGES.get(other), language.equals("zh") ? "手册目录" : "Pages of the manual", links, MarkdownPage.html(text));
    }

    private static Optional<String> read(String resource) {
        return bytes(resource).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = ManualPages.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
