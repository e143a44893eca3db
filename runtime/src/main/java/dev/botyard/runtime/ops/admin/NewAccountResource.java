package dev.botyard.runtime.ops.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.im.account.AccountRecord;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.infra.secret.RandomToken;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `POST /accounts`: writes the file of a new account, so that a person does not have to.
///
/// Existing files are never changed: they belong to the person who wrote them.
public final class NewAccountResource implements AdminApi.Resource {
    private final AccountRegistry registry;
    private final Writer writer;

    public NewAccountResource(AccountRegistry registry, Writer writer) {
        this.registry = registry;
        this.writer = writer;
    }

    /// Where account files are written.
    public interface Writer {
        /// @return what is wrong with the text, nothing when the account is there
        /// @throws FileAlreadyExistsException when the account has a file
        List<String> create(String id, String text) throws IOException, InterruptedException;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/accounts", this::create);
    }

    private HttpReply create(HttpRequest request) throws InterruptedException {
        Arguments body = Body.of(request);
        String id = body.required("id").strip();
        if (!AccountId.isLegal(id)) {
            throw new HttpProblem(400, "invalid_request", "'" + id
                    + "' cannot be an account's id; use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
        if (registry.snapshot().find(id).isPresent()) {
            throw taken(id);
        }
        Map<String, Object> config = body.object("config");
        Map<String, String> generated = generated(body, config);
        config.putAll(generated);
        try {
            List<String> problems = writer.create(id, text(body, config));
            if (!problems.isEmpty()) {
                throw new HttpProblem(400, "invalid_request", String.join(" ", problems));
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(id);
        } catch (IOException e) {
            throw AdminApi.notWritten("accounts/" + id + ".yaml", e);
        }
        AccountRecord made = registry.snapshot().find(id).map(account -> AccountRecord.of(account, registry))
                .orElseThrow(() -> AdminApi.noAccount(id, registry.snapshot()));
        if (generated.isEmpty()) {
            return AdminApi.json(201, made);
        }
        // The one answer that shows them; every other masks what is secret.
        return HttpReply.json(201, Shown.text(new Made(made, generated))).with("Cache-Control", "no-store");
    }

    /// Made only when asked for by name: a setting that is left out stays as it is left, since platforms that take connections may have no
    /// token to compare.
    private static Map<String, String> generated(Arguments body, Map<String, Object> config) {
        Map<String, String> generated = new LinkedHashMap<>();
        for (String key : body.texts("generate")) {
            if (config.containsKey(key)) {
                throw new HttpProblem(400, "invalid_request",
                        "config." + key + " is given and to be generated; leave it out in one of the two");
            }
            generated.put(key, RandomToken.make());
        }
        return generated;
    }

    /// A new account and the secrets that were made for it.
    record Made(@JsonUnwrapped AccountRecord account, Map<String, String> generated) {
        @Override
        public String toString() {
            return "Made[" + account + "]";
        }
    }

    private static HttpProblem taken(String id) {
        return new HttpProblem(409, "exists", "there is an account '" + id + "' already; choose another id, or change its file");
    }

    private static String text(Arguments body, Map<String, Object> config) {
        StringBuilder text = new StringBuilder("# Written on request of an operator; change it as you like.\n");
        text.append("im: ").append(quoted(body.required(Argument.IM_TYPE))).append('\n');
        for (String key : List.of("adapter", "alias")) {
            if (!body.text(key).isBlank()) {
                text.append(key).append(": ").append(quoted(body.text(key))).append('\n');
            }
        }
        text.append(config.isEmpty() ? "config: {}\n" : "config:\n");
        config.forEach((key, value) -> text.append("  ").append(quoted(key)).append(": ").append(json(key, value)).append('\n'));
        return text.toString();
    }

    private static String quoted(String value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /// JSON is YAML.
    private static String json(String key, Object value) {
        JsonNode node = Json.MAPPER.valueToTree(value);
        if (node.isObject()) {
            throw new HttpProblem(400, "invalid_request", "config." + key + " must be a value or a list");
        }
        return node.toString();
    }
}
