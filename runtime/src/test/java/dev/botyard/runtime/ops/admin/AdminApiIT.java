package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.infra.store.StoreException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class AdminApiIT {
    @Test
    void aStoreThatRefusesIsNotAnInternalError() throws Exception {
        StoreException full = mock(StoreException.class);
        when(full.getMessage()).thenReturn("the disk is full");
        Router router = new Router();
        new AdminApi(router, new Operators(new byte[32], () -> "t", Ticker.system())).add(api -> api.get("/full", _ -> {
            throw full;
        }));
        try (HttpServer server = HttpServer.builder(router).start(); HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/full"))
                    .header("Authorization", "Bearer t").build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals("503 {\"error\":{\"code\":\"store_failed\",\"message\":\"the disk is full\"}}",
                    answer.statusCode() + " " + answer.body());
        }
    }
}
