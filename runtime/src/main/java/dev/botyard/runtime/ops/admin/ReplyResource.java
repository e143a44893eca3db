package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.ReplyDeclaration;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.keyword.KeywordReplies;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `GET /replies`, `GET|PUT|DELETE /replies/{name}`: what is answered without code.
public final class ReplyResource implements AdminApi.Resource {
    private final KeywordReplies replies;

    public ReplyResource(KeywordReplies replies) {
        this.replies = replies;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/replies", request -> AdminApi.json(200, Map.of("replies", replies.all(), "problems", replies.problems(),
                "settings", ReplyDeclaration.SETTINGS.stream().map(Setting::field).map(SettingView::of).toList())));
        api.get("/replies/{name}", request -> AdminApi.json(200, found(request)));
        api.on("PUT", "/replies/{name}", this::put);
        api.on("DELETE", "/replies/{name}", this::remove);
    }

    /// What has nothing to say is not written.
    private HttpReply put(HttpRequest request) {
        Arguments body = Body.of(request);
        Map<String, Object> values = new LinkedHashMap<>();
        body.node().propertyNames().forEach(key -> {
            Object value = body.any(key);
            if (value != null && !value.equals("") && !value.equals(List.of()) && !key.equals("name") && !key.equals("line")) {
                values.put(key, value);
            }
        });
        try {
            return AdminApi.json(200, replies.put(request.parameter("name").strip(), values));
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "invalid_request", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("replies.yaml", e);
        }
    }

    private HttpReply remove(HttpRequest request) {
        try {
            replies.remove(found(request).name());
            return HttpReply.empty(204);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("replies.yaml", e);
        }
    }

    private ReplyEntry found(HttpRequest request) {
        String name = request.parameter("name");
        return replies.find(name)
                .orElseThrow(
                        () -> AdminApi.notFound("keyword reply", name, replies.all().stream().map(ReplyEntry::name).toList()));
    }
}
