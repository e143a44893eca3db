package dev.botyard.runtime.message.outbound;

import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSelector;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Calls methods of platforms, through the account that the rules for pushes choose, where its file allows them. Thread-safe; blocks its
/// caller.
public final class PlatformCaller {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final UnaryOperator<String> canonical;
    private final Ticker ticker;

    /// @param canonical the IM type an alias stands for
    public PlatformCaller(AccountRegistry registry, AccountSupervisor supervisor, UnaryOperator<String> canonical,
            Ticker ticker) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.canonical = canonical;
        this.ticker = ticker;
    }

    /// @return the receipt, whatever became of the call
    /// @throws PushException when the request is invalid
    public PlatformReceipt call(PlatformRequest request) throws InterruptedException {
        if (request.action().isBlank()) {
            throw PushException.invalid("the call names no action; give the platform's own word for it");
        }
        String im = im(request);
        if (im.isEmpty() || im.equals("fake")) {
            throw PushException.invalid("the call names neither an account nor an IM type, and there is no current chat");
        }
        return new Attempt(request, im, AccountSelector.forAbility(im, request.account(), request.currentIm(),
                request.currentAccount(), registry.snapshot())).make();
    }

    private String im(PlatformRequest request) {
        if (!request.imType().isBlank()) {
            return canonical.apply(request.imType());
        }
        return registry.snapshot().find(request.account()).map(Account::im).orElse(request.currentIm());
    }

    private final class Attempt {
        private final long begun = ticker.nanoTime();
        private final PlatformRequest request;
        private final String im;
        private final Selection selection;

        private Attempt(PlatformRequest request, String im, Selection selection) {
            this.request = request;
            this.im = im;
            this.selection = selection;
        }

        private PlatformReceipt make() throws InterruptedException {
            if (selection.account() == null) {
                return refused(selection.code(), selection.reason(), "");
            }
            String id = selection.accountId();
            if (!selection.account().spec().terms().allows(request.action())) {
                return refused(ReceiptCode.ACCOUNT_FORBIDDEN, "the file of account " + id + " does not allow the platform call '"
                        + request.action() + "'; write platform_calls: [" + request.action() + "] into it, or all", "");
            }
            AccountSession session = supervisor.session(id).orElse(null);
            if (session == null) {
                return refused(ReceiptCode.ACCOUNT_OFFLINE,
                        "account " + id + " is not online; see " + Launcher.hint("accounts"), "");
            }
            Duration timeout = request.timeout().isPositive() ? request.timeout() : USUAL;
            try {
                Optional<Object> result = session.with(PlatformCalls.class, platform -> Optional.ofNullable(platform
                        .call(request.action(), request.params(), timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout)));
                return receipt(ReceiptCode.ACCEPTED, "", "", result.orElse(null));
            } catch (AdapterException e) {
                return refused(ReceiptCode.of(e.kind()), "account " + id + " (" + im + "): " + e.getMessage(), e.platformCode());
            }
        }

        private PlatformReceipt refused(ReceiptCode code, String reason, String platformCode) {
            return receipt(code, reason, platformCode, null);
        }

        private PlatformReceipt receipt(ReceiptCode code, String reason, String platformCode, @Nullable Object result) {
            return new PlatformReceipt(code, im, selection.accountId(), selection.rule().label(), request.action(), reason,
                    platformCode, selection.rejected(), result, ticker.instant(), Duration.ofNanos(ticker.since(begun)));
        }
    }
}
