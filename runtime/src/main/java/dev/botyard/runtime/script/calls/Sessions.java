package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSelector;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.util.Map;
import java.util.Optional;

/// Finds the account that a call other than a push is meant for, and uses its abilities.
public final class Sessions {
    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final Dispatcher dispatcher;

    public Sessions(AccountRegistry registry, AccountSupervisor supervisor, Dispatcher dispatcher) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.dispatcher = dispatcher;
    }

    /// The account of the current chat.
    AccountSession current(Run run) {
        String account = run.context().account();
        if (account.isEmpty()) {
            throw CallException.failed(ReceiptCode.NO_ACCOUNT,
                    "a " + run.context().trigger().label() + " run has no chat, so no account to act with");
        }
        return open(account);
    }

    /// The own proxy of the account of the current chat, `""` where there is none.
    String proxy(Run run) {
        return supervisor.session(run.context().account()).map(session -> session.spec().terms().proxy()).orElse("");
    }

    /// The account that the options name, else the current one, else the default of the IM that the options name.
    AccountSession of(Run run, Map<String, Object> options) {
        String named = Argument.ACCOUNT.of(options);
        String asked = Argument.IM_TYPE.of(options);
        String im = asked.isEmpty() ? imOf(named).orElse(run.context().im()) : dispatcher.canonical(asked);
        if (named.isEmpty() && (im.isEmpty() || im.equals("fake"))) {
            throw CallException.failed(ReceiptCode.NO_ACCOUNT, "the call names no IM type, and this run has no chat");
        }
        Selection selection = AccountSelector.forAbility(im, named, run.context().im(), run.context().account(),
                registry.snapshot());
        if (selection.account() == null) {
            throw CallException.failed(selection.code(), selection.reason());
        }
        return open(selection.accountId());
    }

    /// An account that is named says for which IM the call is meant.
    private Optional<String> imOf(String named) {
        return registry.snapshot().find(named).map(Account::im);
    }

    private AccountSession open(String account) {
        return supervisor.session(account)
                .orElseThrow(() -> CallException.failed(ReceiptCode.ACCOUNT_OFFLINE,
                        "account " + account + " is not online; see " + Launcher.hint("accounts")));
    }

    /// The first of these options that is given.
    static String first(Map<String, Object> options, String... keys) {
        for (String key : keys) {
            Object value = options.get(key);
            if (value != null && !(value instanceof Map) && !value.toString().isBlank()) {
                return value.toString().strip();
            }
        }
        return "";
    }

    /// Uses an ability; what the adapter says becomes an error of the call.
    static <A, T> T use(AccountSession session, Class<A> ability, AccountSession.AbilityCall<A, T> use)
            throws InterruptedException {
        try {
            return session.with(ability, use);
        } catch (AdapterException e) {
            throw CallException.failed(e.kind(),
                    "account " + session.spec().id() + " (" + session.spec().im() + "): " + e.getMessage());
        }
    }

    /// What is done with an ability that answers nothing.
    interface Act<A> {
        void with(A ability) throws InterruptedException;
    }

    /// Uses an ability that answers nothing; scripts get `true`.
    static <A> Object act(AccountSession session, Class<A> ability, Act<A> act) throws InterruptedException {
        return use(session, ability, able -> {
            act.with(able);
            return true;
        });
    }
}
