package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.runtime.im.account.AccountLogin;
import dev.botyard.runtime.infra.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A login at one moment. Everything but the code to scan is masked. Immutable.
///
/// @param firstLine the number of the first of `lines`
/// @param question  what code is asked for, `""` when none is
/// @param profile   who is logged in, once it is done
record LoginRecord(AccountLogin.State state, int firstLine, @Sentence List<String> lines, Optional<Qr> qr,
        @Sentence String question, @Sentence String error,
        Optional<AccountProfile> profile) {

    /// @param number 1 for the first code of this login
    record Qr(String content, int number, Instant expires, boolean expired) {
        @Override
        public String toString() {
            return "QR code " + number;
        }
    }

    static LoginRecord of(AccountLogin login) {
        AccountLogin.View view = login.view();
        Secrets secrets = Secrets.process();
        return new LoginRecord(view.state(), view.firstLine(), view.lines().stream().map(secrets::mask).toList(),
                view.qr().map(qr -> new Qr(qr.content(), qr.number(), qr.expires(), !login.scannable(qr))),
                secrets.mask(view.question()), secrets.mask(view.error()), view.profile());
    }
}
