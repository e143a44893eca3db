package dev.botyard.runtime.im.account;

import dev.botyard.runtime.im.account.Selection.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to find an account. Stateless.
interface SelectionRule {
    /// The account that this rule chooses, or why the one that it would choose will not do.
    ///
    /// @param earlier the accounts that earlier rules found and that will not do
    /// @return null where the rule does not apply
    @Nullable
    Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Rejected> earlier);

    /// Whether the rules after it are tried when its account will not do.
    boolean mayGoOn(SelectionRequest request);
}
