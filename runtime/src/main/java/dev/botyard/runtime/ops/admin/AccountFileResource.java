package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.logging.HiddenText;
import dev.botyard.runtime.infra.folder.FileTwin;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.infra.words.Words;
import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRecord;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.ChosenDefaults;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.secret.RandomToken;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// `POST /accounts`, `GET /accounts/{id}/settings`, `PUT|DELETE /accounts/{id}` and `POST /accounts/{id}/copy`: the files of accounts, so
/// that nobody has to write them by hand.
public final class AccountFileResource implements AdminApi.Resource {
    private static final List<String> OF_REQUESTS = List.of("id", "config", "generate");

    private final AccountRegistry registry;
    private final ChosenDefaults defaults;
    private final AccountFiles files;

    public AccountFileResource(AccountRegistry registry, ChosenDefaults defaults, AccountFiles files) {
        this.registry = registry;
        this.defaults = defaults;
        this.files = files;
    }

    /// Something that is done with a form.
    @FunctionalInterface
    private interface Writing {
        List<String> write(AccountForm form) throws IOException, InterruptedException;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/accounts", request -> {
            Arguments body = Body.of(request);
            String id = fresh(body);
            body.required(Argument.IM_TYPE);
            return written(201, id, body, form -> files.create(id, form));
        });
        api.post("/accounts/{id}/copy", request -> {
            Arguments body = Body.of(request);
            String from = known(request);
            String id = fresh(body);
            return written(201, id, body, form -> files.copy(from, id, form));
        });
        api.get("/accounts/{id}/settings", this::settings);
        api.on("PUT", "/accounts/{id}", this::change);
        api.on("DELETE", "/accounts/{id}", this::remove);
    }

    private HttpReply change(HttpRequest request) throws InterruptedException {
        String id = known(request);
        Arguments body = Body.of(request);
        if (body.has("id") && !body.text("id").equals(id)) {
            throw new HttpProblem(400, "invalid_request",
                    "id: the account is '" + id + "', and an id stays; copy the account under another one, and remove this one");
        }
        return written(200, id, body, form -> files.change(id, form));
    }

    private HttpReply settings(HttpRequest request) {
        String id = known(request);
        try {
            return AdminApi.json(200, files.settings(id));
        } catch (NoSuchFileException _) {
            throw unknown(id);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw new HttpProblem(409, "conflict", "the file of '" + id + "' cannot be read: " + e.getMessage());
        }
    }

    private HttpReply remove(HttpRequest request) throws InterruptedException {
        String id = known(request);
        Account account = registry.snapshot().find(id).orElse(null);
        boolean preferred = account != null
                && registry.snapshot().preferred(account.im()).filter(found -> found.id().equals(account.id())).isPresent();
        try {
            Path kept = files.remove(id);
            if (account != null) {
                defaults.forget(account);
            }
            String im = preferred && registry.snapshot().preferred(account.im()).isEmpty() ? account.im() : "";
            return AdminApi.json(200, new RemovedAccountRecord(id, kept.toString(), im));
        } catch (NoSuchFileException _) {
            throw account == null
                    ? unknown(id)
                    : new HttpProblem(409, "conflict", "'" + id + "' exists without a file as long as no file speaks of '"
                            + account.im() + "'; to be without it, give it \"enabled\": false");
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("accounts/" + id + ".yaml", e);
        }
    }

    private HttpReply written(int status, String id, Arguments body, Writing writing) throws InterruptedException {
        Map<String, Object> config = body.object("config");
        Map<String, String> generated = generated(body, config);
        config.putAll(generated);
        try {
            List<String> problems = writing.write(new AccountForm(values(body), config));
            if (!problems.isEmpty()) {
                throw new HttpProblem(400, "invalid_request", Words.current().say(problems));
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(id);
        } catch (NoSuchFileException e) {
            throw unknown(id);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(409, "conflict", e.getMessage());
        } catch (IOException e) {
            throw AdminApi.notWritten("accounts/" + id + ".yaml", e);
        }
        if (body.has("default")) {
            prefer(id, body.flag("default"));
        }
        AccountRecord made = AccountRecord.of(find(id), registry);
        if (generated.isEmpty()) {
            return AdminApi.json(status, made);
        }
        // The one answer that shows them; every other masks what is secret.
        return HttpReply.json(status, Shown.text(new Made(made, generated), Words.current())).with("Cache-Control", "no-store");
    }

    /// What was chosen on the running host wins over the files, so it must not contradict what was just written.
    private void prefer(String id, boolean wanted) {
        Account account = find(id);
        if (!wanted) {
            defaults.forget(account);
        } else if (registry.snapshot().preferred(account.im()).filter(found -> found.id().equals(account.id())).isEmpty()) {
            defaults.choose(account);
        }
    }

    private Account find(String id) {
        return registry.snapshot().find(id).orElseThrow(() -> unknown(id));
    }

    /// What belongs to the file, under the names it has there. What is unknown goes along, for the check to refuse.
    private static Map<String, Object> values(Arguments body) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (Argument.IM_TYPE.spellings().stream().anyMatch(body::has)) {
            values.put("im", body.required(Argument.IM_TYPE));
        }
        body.node().propertyNames().stream()
                .filter(key -> !OF_REQUESTS.contains(key) && !Argument.IM_TYPE.spellings().contains(key))
                .forEach(key -> values.put(key, body.any(key)));
        return values;
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

    /// An account and the secrets that were made for it.
    record Made(@JsonUnwrapped AccountRecord account, Map<String, String> generated) {
        @Override
        public String toString() {
            return "Made[" + account + "]";
        }
    }

    /// The id of an account that is to be.
    private String fresh(Arguments body) {
        String id = body.required("id").strip();
        if (!AccountId.isLegal(id)) {
            throw new HttpProblem(400, "invalid_request", "'" + HiddenText.shown(id) + "' cannot be an account's id; "
                    + HiddenText.why(id) + "use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
        if (registry.snapshot().find(id).isPresent()) {
            throw taken(id);
        }
        FileTwin.of(id, all()).ifPresent(twin -> {
            throw new HttpProblem(409, "exists", "the accounts " + twin.sentence() + "; choose another id");
        });
        return id;
    }

    /// The id of an account that is there, perhaps only as a file that is broken.
    private String known(HttpRequest request) {
        String id = request.parameter("id");
        if (registry.snapshot().find(id).isEmpty() && !files.ids().contains(id)) {
            throw unknown(id);
        }
        return id;
    }

    private HttpProblem unknown(String id) {
        return AdminApi.notFound("account", id, all());
    }

    /// The ids of all accounts, and of files that are broken.
    private TreeSet<String> all() {
        TreeSet<String> ids = new TreeSet<>(files.ids());
        registry.snapshot().all().forEach(account -> ids.add(account.id().value()));
        return ids;
    }

    private static HttpProblem taken(String id) {
        return new HttpProblem(409, "exists", "there is an account '" + id + "' already; choose another id, or change that one");
    }
}
