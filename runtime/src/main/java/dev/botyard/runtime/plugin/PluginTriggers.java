package dev.botyard.runtime.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.inbound.EventHandler;
import dev.botyard.runtime.inbound.EventMark;
import dev.botyard.runtime.inbound.InboundMessage;
import dev.botyard.runtime.rule.RuleHit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Decides which plugins a message or an event fires. Thread-safe.
///
/// For a message, the first plugin that matches stops the chain unless it says `setContinue()`; plugins with `bypass` run beside it.
public final class PluginTriggers implements EventHandler {
    private static final Runnable NOTHING = () -> {};

    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final Masters masters;
    private final Consumer<PaymentNotice> payments;

    /// @param payments hears of payments besides the plugins
    public PluginTriggers(PluginCatalog catalog, PluginRunner runner, Masters masters, Consumer<PaymentNotice> payments) {
        this.catalog = catalog;
        this.runner = runner;
        this.masters = masters;
        this.payments = payments;
    }

    /// A payment and where it came in.
    public record PaymentNotice(String im, String account, PaymentEvent event) {}

    @Override
    public void message(InboundMessage message, EventMark mark) {
        boolean admin = masters.contains(message.im(), message.event().sender().id());
        Iterator<RuleHit<Plugin>> hits = catalog.snapshot().rules().match(message.text(),
                plugin -> admits(plugin, message, admin));
        new Chain(message, mark, admin, hits).proceed();
    }

    private static boolean admits(Plugin plugin, InboundMessage message, boolean admin) {
        return (admin || !plugin.header().admin())
                && plugin.header().selectors().admit(message.im(), message.event().sender().id(), message.group());
    }

    @Override
    public void event(String im, String account, EventDetails details, EventMark mark) {
        boolean admin = masters.contains(im, details.person().id());
        Optional<Chat> chat = details.chat().or(() -> details.person().id().isEmpty()
                ? Optional.empty()
                : Optional.of(Chat.direct(details.person().id())));
        String group = chat.filter(Chat::shared).map(Chat::id).orElse("");
        for (Plugin plugin : catalog.snapshot().listeners()) {
            String name = subscribed(plugin, details);
            if (!name.isEmpty() && (admin || !plugin.header().admin())
                    && plugin.header().selectors().admit(im, details.person().id(), group)) {
                start(plugin, new RunContext(Trigger.EVENT, im, account, chat, details.person(), admin, "",
                        text(details.data().get("message_id")), List.of(), List.of(), name, details.data(), Map.of()),
                        mark, details.once(), NOTHING);
            }
        }
    }

    /// @param once whether the event will not come again once this has returned
    private void start(Plugin plugin, RunContext context, EventMark mark, boolean once, Runnable onContinue) {
        if (once) {
            runner.startKept(plugin, context, mark, onContinue);
        } else {
            runner.start(plugin, context, onContinue);
        }
    }

    /// The name under which the plugin hears of the event, `""` when it does not.
    private static String subscribed(Plugin plugin, EventDetails details) {
        if (!details.nativeName().isEmpty() && plugin.header().listensTo(details.nativeName())) {
            return details.nativeName();
        }
        return plugin.header().listensTo(details.name()) ? details.name() : "";
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
        payments.accept(new PaymentNotice(im, account, payment));
        Map<String, Object> data = new LinkedHashMap<>(payment.details().data());
        // Platforms use the same keys for values in forms of their own, such as an amount with its currency sign.
        data.put("money", payment.amount());
        data.put("payment_channel", payment.channel());
        data.put("payment_type", payment.type());
        data.put("trade_no", payment.tradeNumber());
        data.put("remark", payment.remark());
        EventDetails.Builder details = EventDetails.named(payment.details().name()).nativeName(payment.details().nativeName())
                .id(payment.id()).time(payment.time()).person(payment.details().person()).putAll(data)
                .once(payment.details().once());
        payment.details().chat().ifPresent(details::chat);
        event(im, account, details.build(), mark);
    }

    /// The plugins that match one message, one after the other.
    private final class Chain {
        private final InboundMessage message;
        private final EventMark mark;
        private final boolean admin;
        private final Iterator<RuleHit<Plugin>> hits;
        private final Set<String> fired = new HashSet<>(2);

        Chain(InboundMessage message, EventMark mark, boolean admin, Iterator<RuleHit<Plugin>> hits) {
            this.message = message;
            this.mark = mark;
            this.admin = admin;
            this.hits = hits;
        }

        /// Fires up to and including the next plugin that may stop the chain. Called again when that plugin lets it go on.
        synchronized void proceed() {
            List<RuleHit<Plugin>> due = new ArrayList<>(2);
            while (hits.hasNext()) {
                RuleHit<Plugin> hit = hits.next();
                if (fired.add(hit.payload().file())) {
                    due.add(hit);
                    if (!hit.payload().header().bypass()) {
                        break;
                    }
                }
            }
            for (RuleHit<Plugin> hit : due) {
                boolean bypass = hit.payload().header().bypass();
                start(hit.payload(), RunContext.of(message, hit.captures(), admin),
                        mark, message.event().once(), bypass ? NOTHING : this::proceed);
            }
        }
    }
}
