package dev.botyard.runtime.script.plugin;

import java.math.BigDecimal;
import dev.botyard.runtime.infra.json.Shown;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.script.payment.Amount;
import dev.botyard.runtime.script.payment.PaymentNotice;
import dev.botyard.runtime.script.rule.RuleHit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Decides which plugins a message or an event fires. Thread-safe.
///
/// For a message, the first plugin that matches stops the chain unless it says `setContinue()`; plugins with `bypass` run beside it.
public final class PluginTriggers implements EventHandler {
    private static final Runnable NOTHING = () -> {};

    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final Masters masters;
    private final Leftovers leftovers;
    private final Consumer<PaymentNotice> payments;
    private final UnaryOperator<String> canonical;
    private final HeardSnapshots heard = new HeardSnapshots();
    private volatile Unmatched unmatched = (message, context) -> {};

    /// @param leftovers runs of before the start, which this begins
    /// @param payments  hears of payments besides the plugins
    /// @param canonical the IM type that a name stands for
    public PluginTriggers(PluginCatalog catalog, PluginRunner runner, Masters masters, Leftovers leftovers,
            Consumer<PaymentNotice> payments, UnaryOperator<String> canonical) {
        this.canonical = canonical;
        this.leftovers = leftovers;
        leftovers.serve(this::begin);
        this.catalog = catalog;
        this.runner = runner;
        this.masters = masters;
        this.payments = payments;
    }

    /// Hears of messages that no rule fits.
    @FunctionalInterface
    public interface Unmatched {
        /// Must not block.
        void heard(InboundMessage message, RunContext context);
    }

    /// Plugs in who hears of messages that no rule fits; before the first message.
    public void otherwise(Unmatched other) {
        unmatched = other;
    }

    @Override
    public void message(InboundMessage message, EventMark mark, Journey journey) {
        leftovers.before(message.account());
        RunContext context = RunContext.of(message, masters.contains(message.im(), message.event().sender().id()));
        PluginSnapshot plugins = catalog.snapshot();
        Hearing hearing = new Hearing(plugins, context.admin(), canonical);
        if (journey.kept()) {
            heard.keep(plugins);
            journey.heard(hearing);
        }
        Chain chain = new Chain(plugins, context, mark, message.event().once(), hearing);
        if (chain.fits()) {
            chain.proceed();
        } else {
            unmatched.heard(message, context);
        }
    }

    /// Begins a run that the host's end has left.
    private void begin(Leftovers.Left left) {
        catalog.snapshot().fired(left.plugin()).filter(Plugin::enabled).ifPresentOrElse(
                plugin -> runner.startLeft(plugin, left, () -> goOn(plugin, left)),
                () -> leftovers.drop(left.id(), left.plugin(), "the plugin cannot run any more"));
    }

    /// Lets plugins of lower priority match, as they would have before the host's end.
    private void goOn(Plugin plugin, Leftovers.Left left) {
        if (left.context().trigger() == Trigger.MESSAGE && !plugin.header().bypass()) {
            PluginSnapshot plugins = catalog.snapshot();
            Chain chain = new Chain(plugins, left.context(), left.event(), true,
                    new Hearing(plugins, left.context().admin(), canonical));
            chain.skip(Way.key(plugin.file(), left.context().handler().name()));
            chain.proceed();
        }
    }

    private boolean admits(Way way, RunContext context) {
        return (context.admin() || !way.entry().admin())
                && way.plugin().header().admits(context.admin(), context.im(), context.user().id(), context.group(), canonical);
    }

    @Override
    public void event(String im, String account, EventDetails details, EventMark mark) {
        leftovers.before(account);
        boolean admin = masters.contains(im, details.person().id());
        Optional<Chat> chat = details.chat().or(() -> details.person().id().isEmpty()
                ? Optional.empty()
                : Optional.of(Chat.direct(details.person().id())));
        RunContext context = new RunContext(Trigger.EVENT, im, account, chat, details.person(), admin, "",
                text(details.data().get("message_id")), List.of(), List.of(), "", details.data(), Map.of());
        for (Way way : catalog.snapshot().listeners()) {
            String name = admits(way, context) ? subscribed(way.entry(), details) : "";
            if (!name.isEmpty()) {
                runner.start(way.plugin(), context.of(name).to(way.entry().wanted()), mark, details.once(), NOTHING);
            }
        }
    }

    /// The name under which it hears of the event, `""` when it does not.
    private String subscribed(Entry entry, EventDetails details) {
        if (!details.nativeName().isEmpty() && entry.listensTo(details.nativeName(), canonical)) {
            return details.nativeName();
        }
        return entry.listensTo(details.name(), canonical) ? details.name() : "";
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /// What an event of a payment tells besides what the platform told.
    private record Paid(@JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal money, String paymentChannel, String paymentType,
            String tradeNo, String remark) {}

    @Override
    public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
        payments.accept(new PaymentNotice(im, account, payment));
        Map<String, Object> data = new LinkedHashMap<>(payment.details().data());
        // Platforms use the same keys for values in forms of their own, such as an amount with its currency sign.
        data.putAll(Shown.map(new Paid(Amount.of(payment.amount()).orElse(null), payment.channel(), payment.type(),
                payment.tradeNumber(), payment.remark())));
        EventDetails.Builder details = EventDetails.named(payment.details().name()).nativeName(payment.details().nativeName())
                .id(payment.id()).time(payment.time()).person(payment.details().person()).putAll(data)
                .once(payment.details().once());
        payment.details().chat().ifPresent(details::chat);
        event(im, account, details.build(), mark);
    }

    /// The ways that one message may take, one after the other.
    private final class Chain {
        private final RunContext context;
        private final EventMark mark;
        private final boolean once;
        private final Hearing hearing;
        private final Iterator<RuleHit<Way>> hits;
        private final Set<String> fired = new HashSet<>(2);

        Chain(PluginSnapshot plugins, RunContext context, EventMark mark, boolean once, Hearing hearing) {
            this.context = context;
            this.mark = mark;
            this.once = once;
            this.hearing = hearing;
            hits = plugins.rules().match(context.message(), way -> admits(way, context));
        }

        /// Whether there is any, while none was fired.
        synchronized boolean fits() {
            return hits.hasNext();
        }

        /// Passes over the ways up to and including this one.
        synchronized void skip(String key) {
            while (!fired.contains(key) && hits.hasNext()) {
                fired.add(hits.next().payload().key());
            }
        }

        /// Fires up to and including the next plugin that may stop the chain. Called again when that plugin lets it go on.
        synchronized void proceed() {
            List<RuleHit<Way>> due = new ArrayList<>(2);
            while (hits.hasNext()) {
                RuleHit<Way> hit = hits.next();
                if (fired.add(hit.payload().key())) {
                    due.add(hit);
                    if (!hit.payload().plugin().header().bypass()) {
                        break;
                    }
                }
            }
            for (RuleHit<Way> hit : due) {
                Plugin plugin = hit.payload().plugin();
                RunContext wanted = context.with(hit.captures()).to(hit.payload().entry().wanted(hit.rule()));
                hearing.fired(plugin,
                        runner.start(plugin, wanted, mark, once, plugin.header().bypass() ? NOTHING : this::proceed));
            }
        }
    }
}
