package dev.botyard.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the pages of the console read, on a host with a [FullHome]: how long the answers take when they are warm, and how large they are.
///
/// Arguments: `DISTRIBUTION [PLUGINS ACCOUNTS ROWS]`, 500, 200 and 100,000 when nothing is said.
public final class PagesBenchmark {
    private static final int WARM = 15;
    private static final int MEASURED = 15;
    /// As many as a host remembers the way of.
    private static final int MESSAGES = 2_000;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    private PagesBenchmark(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    public static void main(String[] args) throws Exception {
        int plugins = argument(args, 1, 500);
        int accounts = argument(args, 2, 200);
        int rows = argument(args, 3, 100_000);
        Path home = FullHome.make(plugins, accounts, rows);
        long begun = System.nanoTime();
        try (HostUnderLoad host = new HostUnderLoad(Path.of(args[0]), home, false, 512)) {
            System.out.printf(Locale.ROOT, "home %s, ready after %d ms%n", home, (System.nanoTime() - begun) / 1_000_000);
            PagesBenchmark pages = new PagesBenchmark(host.address(),
                    Files.readString(home.resolve("data/admin.token")).strip());
            for (int number = 0; number < MESSAGES; number++) {
                host.api("POST", "/messages", "{\"imType\":\"web\",\"account_id\":\"" + FullHome.account(0)
                        + "\",\"userID\":\"u" + number % 50 + "\",\"content\":\"hello number " + number + "\"}");
            }
            System.out.println("first ms  median ms  longest ms     bytes  answer");
            for (String path : paths(rows)) {
                pages.measure(path);
            }
            System.out.println(host.footprint() + ", CPU of the host " + host.cpuMillis() + " ms");
        }
        System.exit(0);
    }

    private static int argument(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }

    /// Each that some page reads, with the arguments that it gives.
    private static List<String> paths(int rows) {
        String plugin = FullHome.plugin(0);
        String account = FullHome.account(0);
        String run = FullHome.run(rows / 2);
        return List.of("overview", "accounts", "accounts/" + account, "accounts/" + account + "/settings",
                "accounts/" + account + "/history", "adapters", "plugins", "plugins/" + plugin, "plugins/" + plugin + "/params",
                "plugins/" + plugin + "/source", "plugins/" + plugin + "/versions", "plugins/" + plugin + "/buckets",
                "plugins/" + plugin + "/origin", "plugin-lists", "plugin-templates/plugin.py", "workers", "packages", "replies",
                "containers", "payments", "schedules", "queue", "buckets", "backups", "sessions", "tokens", "audit", "me",
                "settings", "runs?limit=50", "runs?limit=1000", "runs?status=error&limit=50", "runs?status=killed&limit=50",
                "runs?imType=qq&limit=50", "runs?plugin=" + plugin + "&limit=50", "runs?plugin=" + plugin + "&status=killed",
                "runs/" + run, "pushes?limit=50", "pushes?limit=1000", "pushes?code=rejected", "pushes?imType=qq",
                "pushes?account=" + account, "pushes?account=" + account + "&code=rejected",
                "pushes?run=" + run, "trace?limit=50", "trace?run=" + run, "logs?limit=200",
                "logs?plugin=" + plugin + "&limit=200",
                "openapi.json", "../../metrics");
    }

    private void measure(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/").resolve(path))
                .header("Authorization", "Bearer " + token).timeout(Duration.ofMinutes(1)).build();
        long[] nanos = new long[WARM + MEASURED];
        HttpResponse<byte[]> answer = null;
        for (int call = 0; call < nanos.length; call++) {
            long begun = System.nanoTime();
            answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            nanos[call] = System.nanoTime() - begun;
        }
        long[] measured = Arrays.copyOfRange(nanos, WARM, nanos.length);
        Arrays.sort(measured);
        System.out.printf(Locale.ROOT, "%8.1f %10.1f %11.1f %9d  %s%s%n", nanos[0] / 1e6, measured[MEASURED / 2] / 1e6,
                measured[MEASURED - 1] / 1e6, answer.body().length, path,
                answer.statusCode() == 200 ? "" : " answers " + answer.statusCode());
    }
}
