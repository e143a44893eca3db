package dev.botyard.runtime.message.outbound;

import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.infra.thread.Ticker;
import java.util.List;
import java.util.Map;

/// Begins replies that grow, by what the chat's account can. Thread-safe.
public final class GrowingReplies {
    private final Dispatcher dispatcher;
    private final AccountSupervisor supervisor;
    private final Ticker ticker;

    public GrowingReplies(Dispatcher dispatcher, AccountSupervisor supervisor, Ticker ticker) {
        this.dispatcher = dispatcher;
        this.supervisor = supervisor;
        this.ticker = ticker;
    }

    /// Begins one in the chat of a run.
    ///
    /// @param messageId the message that is answered, `""` for none
    public GrowingReply begin(Origin origin, Chat chat, String messageId) throws InterruptedException {
        Origin plain = new Origin(origin.trigger(), origin.im(), origin.account(), origin.run(), origin.plugin(), origin.folder(),
                TextForm.PLAIN);
        return GrowingReply.begin(new InChat(plain, chat, messageId), terms(origin.account(), chat), ticker);
    }

    private GrowingReply.Terms terms(String account, Chat chat) throws InterruptedException {
        try {
            AccountSession session = session(account);
            return session.with(MessageEdit.class, editing -> new GrowingReply.Terms(true, editing.editPause(chat),
                    editing.mostEdits(), session.limits().maxTextLength(), session.limits().textUnit()));
        } catch (AdapterException _) {
            return GrowingReply.Terms.AT_THE_END;
        }
    }

    private AccountSession session(String account) {
        return supervisor.session(account)
                .orElseThrow(() -> new AdapterException(ErrorKind.COMMUNICATION, "account " + account + " is offline"));
    }

    /// New messages go the way of replies; edits go to the adapter.
    private final class InChat implements GrowingReply.Surface {
        private final Origin origin;
        private final Chat chat;
        private final String messageId;

        InChat(Origin origin, Chat chat, String messageId) {
            this.origin = origin;
            this.chat = chat;
            this.messageId = messageId;
        }

        @Override
        public GrowingReply.Posted post(String text) throws InterruptedException {
            try {
                PushReceipt receipt = dispatcher
                        .reply(new ReplyRequest(origin, chat, messageId, PushKind.TEXT, text, "", List.of(), Map.of()));
                return new GrowingReply.Posted(receipt.messageIds(),
                        receipt.sent() == 1 ? "" : receipt.code().label() + ": " + receipt.reason());
            } catch (PushException e) {
                return new GrowingReply.Posted(List.of(), e.code().label() + ": " + e.getMessage());
            }
        }

        @Override
        public void edit(String id, String text) throws InterruptedException {
            session(origin.account()).with(MessageEdit.class, editing -> {
                editing.edit(chat, id, text);
                return true;
            });
        }
    }
}
