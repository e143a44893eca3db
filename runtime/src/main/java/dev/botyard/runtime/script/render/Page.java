package dev.botyard.runtime.script.render;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.render.DevTools.RefusedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// One page in a browser, drawn once, with cookies and a cache of its own.
///
/// Its scripts do not run, by the protocol and by the page's own policy. Whatever it asks for stops at the host, which answers it or not.
final class Page {
    /// Leads nowhere: the host answers it with the page.
    private static final String ADDRESS = "http://page.invalid/";
    private static final String CLOSED = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
            + " style-src 'unsafe-inline'; font-src data:";
    private static final String OPEN = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none';"
            + " img-src data: http: https:; style-src 'unsafe-inline' http: https:; font-src data: http: https:";
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    /// Dots for a point, as phones have them.
    private static final int DENSITY = 2;
    private static final double WIDEST = 4_000;
    /// The browser draws no picture of more than 16384 dots.
    private static final double HIGHEST = 8_000;
    private static final int MOST_REQUESTS = 64;

    private final DevTools tools;
    private final PageNetwork network;
    private final Ticker ticker;
    private final long deadline;
    private final String html;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private String session = "";
    private volatile boolean crashed;

    Page(DevTools tools, String html, PageNetwork network, Ticker ticker, Duration limit) {
        this.tools = tools;
        this.html = html;
        this.network = network;
        this.ticker = ticker;
        deadline = ticker.in(limit);
    }

    /// @throws RenderException when there is no picture
    Picture draw(String selector) throws InterruptedException {
        String profile = "";
        try {
            profile = ask("", "Target.createBrowserContext", Map.of("disposeOnDetach", true)).path("browserContextId")
                    .asString("");
            String target = ask("", "Target.createTarget", Map.of("url", "about:blank", "browserContextId", profile))
                    .path("targetId").asString("");
            session = ask("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true)).path("sessionId")
                    .asString("");
            tools.listen(session, this::heard);
            load();
            return shot(selector);
        } catch (RefusedException e) {
            throw RenderException.ofBrowser("the browser refuses: " + e.getMessage());
        } finally {
            tools.forget(session);
            if (!profile.isEmpty()) {
                tools.say("", "Target.disposeBrowserContext", Map.of("browserContextId", profile));
            }
        }
    }

    private void load() throws RefusedException, InterruptedException {
        ask("Page.enable", Map.of());
        ask("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*"))));
        ask("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        ask("Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", DENSITY, "mobile", false));
        ask("Page.navigate", Map.of("url", ADDRESS));
        boolean inTime = loaded.await(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
        if (crashed) {
            throw RenderException.ofBrowser("the page made the browser crash");
        }
        if (!inTime) {
            throw RenderException.ofBrowser("the page was not loaded in time");
        }
    }

    private Picture shot(String selector) throws RefusedException, InterruptedException {
        int root = ask("DOM.getDocument", Map.of("depth", 0)).path("root").path("nodeId").asInt(0);
        int element = element(root, selector.isBlank() ? "html" : selector);
        double[] box = box(element, selector);
        double width = Math.min(WIDEST, box[2] - box[0]);
        double height = Math.min(HIGHEST, box[3] - box[1]);
        String cut = width < box[2] - box[0] || height < box[3] - box[1]
                ? "the picture is cut off at " + (int) width + " x " + (int) height + " points"
                : "";
        Map<String, Object> clip = Map.of("x", box[0], "y", box[1], "width", width, "height", height, "scale", 1);
        String data = ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .path("data").asString("");
        return new Picture(Base64.getDecoder().decode(data), cut);
    }

    private int element(int root, String selector) throws InterruptedException {
        int found;
        try {
            found = ask("DOM.querySelector", Map.of("nodeId", root, "selector", selector)).path("nodeId").asInt(0);
        } catch (RefusedException _) {
            throw new RenderException("'" + selector + "' is no CSS selector");
        }
        if (found == 0) {
            throw new RenderException("nothing in the page fits the selector '" + selector + "'");
        }
        return found;
    }

    /// The element's left, top, right and bottom edge.
    private double[] box(int element, String selector) throws InterruptedException {
        List<Double> corners = new ArrayList<>();
        try {
            ask("DOM.getBoxModel", Map.of("nodeId", element)).path("model").path("border")
                    .forEach(corner -> corners.add(corner.asDouble(0)));
        } catch (RefusedException _) {
            // Such as display: none.
        }
        double[] box = new double[]{edge(corners, 0, false), edge(corners, 1, false), edge(corners, 0, true),
            edge(corners, 1, true)};
        if (!(box[2] - box[0] >= 1 && box[3] - box[1] >= 1)) {
            throw new RenderException("what fits the selector '" + selector + "' is not shown, so it has no picture");
        }
        return box;
    }

    private static double edge(List<Double> corners, int from, boolean most) {
        double edge = most ? 0 : Double.MAX_VALUE;
        for (int i = from; i < corners.size(); i += 2) {
            edge = most ? Math.max(edge, corners.get(i)) : Math.min(edge, Math.max(0, corners.get(i)));
        }
        return edge;
    }

    private void heard(String method, JsonNode params) {
        switch (method) {
            case "Fetch.requestPaused" -> wanted(params);
            case "Page.loadEventFired" -> loaded.countDown();
            case "Inspector.targetCrashed" -> {
                crashed = true;
                loaded.countDown();
            }
            default -> {
            }
        }
    }

    private void wanted(JsonNode params) {
        String id = params.path("requestId").asString("");
        String url = params.path("request").path("url").asString("");
        if (url.equals(ADDRESS)) {
            answer(id, new PageNetwork.Found(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8"),
                    network.open() ? OPEN : CLOSED);
        } else if (network.open() && !url.startsWith(ADDRESS) && params.path("request").path("method").asString("").equals("GET")
                && !params.path("resourceType").asString("").equals("Document") && requests.incrementAndGet() <= MOST_REQUESTS) {
            Threads.startVirtual("page-request", () -> fetched(url).ifPresentOrElse(found -> answer(id, found, ""),
                    () -> refuse(id)));
        } else {
            refuse(id);
        }
    }

    private Optional<PageNetwork.Found> fetched(String url) {
        try {
            URI uri = URI.create(url);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? network.fetch(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void answer(String id, PageNetwork.Found found, String policy) {
        List<Map<String, String>> headers = new ArrayList<>();
        // Fonts are asked for by the page's sandbox as if by a stranger.
        headers.add(Map.of("name", "Access-Control-Allow-Origin", "value", "*"));
        if (!found.mimeType().isEmpty()) {
            headers.add(Map.of("name", "Content-Type", "value", found.mimeType()));
        }
        if (!policy.isEmpty()) {
            headers.add(Map.of("name", "Content-Security-Policy", "value", policy));
        }
        tools.say(session, "Fetch.fulfillRequest", Map.of("requestId", id, "responseCode", 200, "responseHeaders", headers,
                "body", Base64.getEncoder().encodeToString(found.bytes())));
    }

    /// Given up, as if the page had changed its mind: a failure would put an error page in its place.
    private void refuse(String id) {
        tools.say(session, "Fetch.failRequest", Map.of("requestId", id, "errorReason", "Aborted"));
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, ticker.until(deadline)));
    }

    private JsonNode ask(String method, Map<String, Object> params) throws RefusedException, InterruptedException {
        return ask(session, method, params);
    }

    private JsonNode ask(String of, String method, Map<String, Object> params) throws RefusedException, InterruptedException {
        return tools.call(of, method, params, left());
    }
}
