package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Whether the account is logged in at QQ, which is another matter than whether the implementation is connected to us. Tells the host.
/// Confined to the thread of `run`.
final class Login {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String ACTION = "log the account in again in the OneBot implementation";

    private final OneBotConfig config;
    private final Connection connection;
    private final OneBotClient client;
    private final MediaTransfer transfer;
    private AccountProfile profile;
    private boolean introduced;
    private boolean lost;

    Login(OneBotConfig config, Connection connection, OneBotClient client, MediaTransfer transfer) {
        this.config = config;
        this.connection = connection;
        this.client = client;
        this.transfer = transfer;
        this.profile = AccountProfile.of(config.selfId());
    }

    /// Asks who is there. Implementations may lack the other calls, but one that does not say who it is may be logged in nowhere.
    ///
    /// @return false when nobody was named; try again later
    boolean introduce() throws InterruptedException {
        Answer info = ask("get_login_info");
        if (info == null) {
            connection.pending("the connection is open, but the OneBot implementation does not answer get_login_info");
            return false;
        }
        if (!info.accepted()) {
            connection.pending("the connection is open, but " + Refusals.of("get_login_info", info).getMessage()
                    + "; is the OneBot implementation logged in at QQ?");
            return false;
        }
        profile = AccountProfile.of(self(Json.text(info.data(), "user_id"))).named(Json.text(info.data(), "nickname"));
        introduced = true;
        Answer status = ask("get_status");
        lost = status != null && status.accepted() && offline(status.data());
        tell("the OneBot implementation says that the account is offline");
        Answer version = ask("get_version_info");
        if (version != null && version.accepted()) {
            profile = profile.detail(detail(version.data()));
            transfer.met(profile.detail());
            tell("the OneBot implementation says that the account is offline");
        }
        return true;
    }

    private String self(String told) {
        String expected = config.selfId();
        if (!expected.isEmpty() && !told.isEmpty() && !told.equals("0") && !told.equals(expected)) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "config.self_id is " + expected
                    + ", but the OneBot implementation is logged in as " + told + "; correct self_id,"
                    + " or log in there as " + expected + " and start the account again");
        }
        return told.isEmpty() || told.equals("0") ? expected : told;
    }

    private static String detail(JsonNode version) {
        return (Json.text(version, "app_name") + " " + Json.text(version, "app_version")).strip();
    }

    private Answer ask(String action) throws InterruptedException {
        try {
            return client.ask(action, PATIENCE);
        } catch (AdapterException unanswered) {
            if (unanswered.kind() == ErrorKind.UNKNOWN_OUTCOME) {
                return null;
            }
            throw unanswered;
        }
    }

    /// Asks for the status of a peer that has been quiet; its answer is a sign of life.
    void check() throws InterruptedException {
        Answer status = ask("get_status");
        if (status != null && status.accepted()) {
            status(status.data());
        }
    }

    /// The status in a heartbeat or in an answer.
    void status(JsonNode status) {
        change(offline(status), "the OneBot implementation says that the account is offline");
    }

    /// `online` decides; only where it is left open, `good` does.
    private static boolean offline(JsonNode status) {
        if (status == null || !status.isObject()) {
            return false;
        }
        boolean good = Json.flag(status, "good", true);
        return !Json.flag(status, "online", good);
    }

    /// A `bot_offline` notice.
    void offline(String reason) {
        change(true, reason.isBlank() ? "QQ has logged the account out" : "QQ has logged the account out: " + reason);
    }

    /// A message from the platform: nobody receives without a login.
    void proven() {
        change(false, "");
    }

    private void change(boolean nowLost, String reason) {
        if (introduced && lost != nowLost) {
            lost = nowLost;
            tell(reason);
        }
    }

    private void tell(String reason) {
        if (lost) {
            connection.loginLost(reason, ACTION);
        } else {
            connection.connected(profile);
        }
    }
}
