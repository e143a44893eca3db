package dev.botyard.runtime.message.outbound;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a push comes from: the run, its trigger, and the chat that triggered it.
///
/// @param trigger   what made the host act
/// @param im        the IM type of the triggering chat, `""` for none
/// @param account   the account of the triggering chat, `""` for none
/// @param run       the run's public id, `""` for none
/// @param plugin    the plugin's file name, `""` for none
/// @param folder    where relative media sources start
/// @param form      how text is read that does not say so itself; null in pushes that an older version queued
public record Origin(Trigger trigger, String im, String account, String run, String plugin, Path folder,
        @Nullable TextForm form) {

    public Origin {
        form = form == null ? run.isEmpty() ? TextForm.PLAIN : TextForm.CQ : form;
    }

    /// One whose text is read as whoever it is writes: scripts write codes, operators and the host itself plain text.
    public Origin(Trigger trigger, String im, String account, String run, String plugin, Path folder) {
        this(trigger, im, account, run, plugin, folder, null);
    }

    /// Whether the current chat's account may speak.
    boolean hasChat() {
        return !account.isEmpty() && trigger.fromChat();
    }
}
