package dev.botyard.runtime.im.account;

import dev.botyard.runtime.im.account.Selection.Rejected;
import java.util.List;

/// Decides which account speaks, acts or hears. A pure function of the request and one snapshot; the same rules answer pushes, `explain`,
/// calls that use an ability, and messages that are said as if an account had received them.
///
/// 1. explicit — the account that the caller named; final.
/// 2. current — the push goes to the IM of the chat that triggered the run: that chat's account.
/// 3. default — otherwise: the target IM's default account.
/// 4. first-online — only where the IM has no default account, or after a failover: the first that can send, in configured order.
public final class AccountSelector {
    private AccountSelector() {}

    /// Who speaks.
    public static Selection select(SelectionRequest request, AccountSnapshot snapshot) {
        return select(request, snapshot, SelectionRules.ALL);
    }

    /// Who acts: uses an ability other than sending.
    ///
    /// @param im        canonical IM type
    /// @param explicit  the account that the caller named, `""` for none
    /// @param currentIm the IM type of the current chat, `""` for none
    /// @param current   the account of the current chat, `""` for none
    public static Selection forAbility(String im, String explicit, String currentIm, String current, AccountSnapshot snapshot) {
        return select(new SelectionRequest(im, explicit, currentIm, current, Purpose.ACT, false), snapshot);
    }

    /// Who hears what is said in a person's name. An account that is not online will do: nothing is sent.
    ///
    /// @param im       canonical IM type
    /// @param explicit the account that the caller named, `""` for none
    public static Selection receiver(String im, String explicit, AccountSnapshot snapshot) {
        return select(new SelectionRequest(im, explicit, "", "", Purpose.HEAR, false), snapshot);
    }

    static Selection select(SelectionRequest request, AccountSnapshot snapshot, List<SelectionRule> rules) {
        List<Rejected> earlier = List.of();
        for (SelectionRule rule : rules) {
            Selection found = rule.choose(request, snapshot, earlier);
            if (found != null) {
                if (found.account() != null || !rule.mayGoOn(request)) {
                    return found;
                }
                earlier = found.rejected();
            }
        }
        throw new IllegalStateException("the last rule always answers");
    }
}
