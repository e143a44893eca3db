package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.launcher.Launcher;

/// What a person can do about a failed send.
final class Advice {
    private Advice() {}

    static String after(ReceiptCode code) {
        return switch (code) {
            case UNKNOWN_OUTCOME ->
                "; it may have been delivered, so it was not tried again: look into the chat, or give a longer timeout";
            case RATE_LIMITED -> "; nothing was sent, try later";
            case UNREACHABLE_TARGET -> "; check that the account is in the group or a friend of the person";
            case ACCOUNT_OFFLINE -> "; nothing was sent, see " + Launcher.hint("accounts");
            default -> "";
        };
    }
}
