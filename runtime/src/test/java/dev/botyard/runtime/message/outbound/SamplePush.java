package dev.botyard.runtime.message.outbound;

import dev.botyard.api.conversation.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A push of a test: `tea` as text to person 5 of `qq`, by a script that a schedule started, unless it is told otherwise.
final class SamplePush {
    static final Path FOLDER = Path.of("/plugins");

    private final Map<String, Object> options = new LinkedHashMap<>();
    private final List<Map<String, Object>> items = new ArrayList<>();
    private Origin origin = new Origin(Trigger.CRON, "", "", "r1", "daily.py", FOLDER);
    private PushKind kind = PushKind.TEXT;
    private String im = "qq";
    private String group = "";
    private String user = "5";
    private String title = "";
    private String content = "tea";
    private String source = "";
    private long timeoutMs;

    static SamplePush text(String content) {
        SamplePush push = new SamplePush();
        push.content = content;
        return push;
    }

    static SamplePush of(PushKind kind, String source) {
        SamplePush push = text("");
        push.kind = kind;
        push.source = source;
        return push;
    }

    @SafeVarargs
    static SamplePush mixed(Map<String, Object>... items) {
        SamplePush push = of(PushKind.MIXED, "");
        for (Map<String, Object> item : items) {
            push.items.add(item);
        }
        return push;
    }

    SamplePush from(Origin value) {
        origin = value;
        return this;
    }

    /// By a script that a message to this account started.
    SamplePush fromChat(String chatIm, String account) {
        return from(new Origin(Trigger.MESSAGE, chatIm, account, "r1", "echo.py", FOLDER));
    }

    /// By an operator, whose text holds no codes.
    SamplePush fromOperator() {
        return from(new Origin(Trigger.API, "", "", "", "", FOLDER));
    }

    SamplePush on(String imType) {
        im = imType;
        return this;
    }

    SamplePush to(String groupCode, String userId) {
        group = groupCode;
        user = userId;
        return this;
    }

    SamplePush titled(String value) {
        title = value;
        return this;
    }

    SamplePush option(String name, Object value) {
        options.put(name, value);
        return this;
    }

    SamplePush timeoutMs(long value) {
        timeoutMs = value;
        return this;
    }

    SamplePush queued() {
        return option("queue", true);
    }

    PushRequest request() {
        return new PushRequest(origin, kind, im, group, user, title, content, source, items, options, timeoutMs);
    }

    PushOptions options() {
        return PushOptions.parse(options);
    }

    /// The push as it is delivered.
    Order order(String id) {
        return new Order(id, request(), options(), false, im, group.isEmpty() ? Target.person(user) : Target.group(group), "");
    }
}
