package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.message.outbound.PlatformCaller;
import dev.botyard.runtime.message.outbound.PlatformRequest;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.time.Duration;

/// `POST /platform/call`: a method of the platform itself. Answers 200 with its receipt, done or not; an invalid call 400.
public final class PlatformResource implements AdminApi.Resource {
    private final PlatformCaller platform;

    public PlatformResource(PlatformCaller platform) {
        this.platform = platform;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/platform/call", this::call);
    }

    private HttpReply call(HttpRequest request) throws InterruptedException {
        Arguments body = Body.of(request);
        try {
            return AdminApi.json(200,
                    platform.call(new PlatformRequest(body.text(Argument.IM_TYPE), body.text(Argument.ACCOUNT), "",
                            "", body.required("action"), body.object("params"),
                            Duration.ofMillis(Math.max(0, body.number("timeout", 0))))));
        } catch (PushException e) {
            throw new HttpProblem(400, e.code().label(), e.getMessage());
        }
    }
}
