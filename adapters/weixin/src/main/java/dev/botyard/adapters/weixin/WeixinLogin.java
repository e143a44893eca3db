package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.ability.InteractiveLogin.Prompt;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One login by QR code. Confined to the thread that leads the person through it.
final class WeixinLogin {
    private static final int CODES = 3;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?");

    private final AdapterContext context;
    private final WeixinConfig config;
    private final Prompt prompt;
    private final Pace pace;
    private final Optional<Credentials> before;
    private String verifyCode = "";
    private boolean scanned;

    WeixinLogin(AdapterContext context, WeixinConfig config, Prompt prompt, Pace pace) {
        this.context = context;
        this.config = config;
        this.prompt = prompt;
        this.pace = pace;
        before = Credentials.read(context.storage());
    }

    /// @throws AdapterException `AUTHENTICATION` with what to do when it did not succeed
    AccountProfile run() throws InterruptedException {
        for (int code = 1; code <= CODES; code++) {
            Optional<Credentials> login = tryOneCode();
            if (login.isPresent()) {
                login.get().write(context.storage());
                prompt.tell("logged in as " + login.get().botId());
                return login.get().profile();
            }
            if (code < CODES) {
                prompt.tell("here is a new code (" + (code + 1) + " of " + CODES + ")");
            }
        }
        throw failed(CODES + " QR codes were not used in time or refused; start the login again");
    }

    /// @return empty when the code is worth nothing any more
    private Optional<Credentials> tryOneCode() throws InterruptedException {
        JsonNode answer = client(config.baseUrl()).qrCode(before.map(Credentials::token).orElse(""));
        Refusals.check("get_bot_qrcode", answer);
        String code = Json.text(answer, "qrcode");
        Instant expires = context.clock().instant().plus(pace.codeLife());
        prompt.showQr(content(code, answer), expires);
        verifyCode = "";
        scanned = false;
        URI host = config.baseUrl();
        while (context.clock().instant().isBefore(expires)) {
            JsonNode status = status(host, code);
            switch (Json.text(status, "status")) {
                case "confirmed" -> {
                    return Optional.of(confirmed(status));
                }
                case "binded_redirect" -> {
                    return Optional.of(alreadyBound());
                }
                case "scaned" -> tellScanned();
                case "scaned_but_redirect" -> host = redirected(host, Json.text(status, "redirect_host"));
                case "need_verifycode" -> {
                    askVerifyCode(expires);
                    continue;
                }
                case "expired" -> {
                    prompt.tell("the code has expired");
                    return Optional.empty();
                }
                case "verify_code_blocked" -> {
                    prompt.tell("too many wrong digits; WeChat refuses this code");
                    return Optional.empty();
                }
                default -> context.log().debug("login: status '{}'", Json.text(status, "status"));
            }
            TimeUnit.MILLISECONDS.sleep(pace.loginPause().toMillis());
        }
        prompt.tell("the code has expired");
        return Optional.empty();
    }

    private WeixinClient client(URI host) {
        return new WeixinClient(context.http(), host, "", config.routeTag());
    }

    private static URI content(String code, JsonNode answer) {
        try {
            URI content = URI.create(Json.text(answer, "qrcode_img_content"));
            if (!code.isEmpty() && !content.toString().isEmpty()) {
                return content;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        throw new AdapterException(ErrorKind.COMMUNICATION, "WeChat answered without a usable QR code; try again later");
    }

    /// Whatever goes wrong on the way, the code lives on: ask again.
    private JsonNode status(URI host, String code) throws InterruptedException {
        try {
            return client(host).qrCodeStatus(code, verifyCode, pace.loginPatience());
        } catch (AdapterException unanswered) {
            context.log().debug("login: no answer about the code: {}", unanswered.getMessage());
            return Json.parse("{\"status\":\"wait\"}");
        }
    }

    private void tellScanned() {
        verifyCode = "";
        if (!scanned) {
            prompt.tell("scanned; confirm on the phone");
            scanned = true;
        }
    }

    private URI redirected(URI host, String to) {
        if (!HOST.matcher(to).matches()) {
            context.log().warn("login: WeChat redirects to '{}', which is no host; staying with {}", to, host);
            return host;
        }
        return URI.create(config.baseUrl().getScheme() + "://" + to);
    }

    private void askVerifyCode(Instant expires) throws InterruptedException {
        String question = verifyCode.isEmpty()
                ? "type the digits that WeChat shows on the phone"
                : "these digits were wrong; type those that WeChat shows on the phone";
        Duration left = Duration.between(context.clock().instant(), expires);
        verifyCode = prompt.askCode(question, left.isNegative() ? Duration.ZERO : left).strip();
    }

    private Credentials confirmed(JsonNode status) {
        String token = Json.text(status, "bot_token");
        String botId = Json.text(status, "ilink_bot_id");
        if (token.isEmpty() || botId.isEmpty()) {
            throw failed("WeChat confirmed the login but named no " + (token.isEmpty() ? "token" : "account")
                    + "; start the login again");
        }
        return new Credentials(token, address(Json.text(status, "baseurl")), botId, Json.text(status, "ilink_user_id"));
    }

    private URI address(String text) {
        if (text.matches("https?://" + HOST + "(/.*)?")) {
            return URI.create(text);
        }
        if (!text.isEmpty()) {
            context.log().warn("login: WeChat names '{}' as the account's address; using {}", text, config.baseUrl());
        }
        return config.baseUrl();
    }

    private Credentials alreadyBound() {
        return before.orElseThrow(() -> failed("WeChat says that this account is bound already, but its token is not kept here; "
                + "end the connection on the phone, then start the login again"));
    }

    private static AdapterException failed(String sentence) {
        return new AdapterException(ErrorKind.AUTHENTICATION, sentence);
    }
}
