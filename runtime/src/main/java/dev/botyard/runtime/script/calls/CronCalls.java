package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.cron.CronExpression;
import dev.botyard.runtime.script.cron.CronScheduler;
import dev.botyard.runtime.script.cron.InvalidCronException;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.infra.store.CronEntries;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.infra.json.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// `cron.*`: schedules that scripts make while running. They say a command as if the disguised user had said it, and survive a restart.
public final class CronCalls implements Gateway.Calls {
    private static final Logger log = LoggerFactory.getLogger(CronCalls.class);
    private static final String PREFIX = "runtime_";
    private static final int MAX_ENTRIES = 10_000;

    private final CronEntries entries;
    private final CronScheduler scheduler;
    private final Injector injector;
    private final Supplier<ZoneId> zone;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong spoken = new AtomicLong();

    public CronCalls(CronEntries entries, CronScheduler scheduler, Injector injector, Supplier<ZoneId> zone) {
        this.entries = entries;
        this.scheduler = scheduler;
        this.injector = injector;
        this.zone = zone;
    }

    /// Puts the kept schedules to work; once, at the start of the host.
    public void restore() {
        for (CronEntries.Entry entry : entries.all()) {
            try {
                ids.accumulateAndGet(Long.parseLong(entry.id().substring(PREFIX.length())), Math::max);
                activate(entry);
            } catch (InvalidCronException | NumberFormatException | StringIndexOutOfBoundsException | JacksonException e) {
                log.warn("the schedule {} of {} is not used: {}", entry.id(), entry.plugin(), e.getMessage());
            }
        }
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("cron.list", (run, params) -> mine(run).stream().map(this::item).toList());
        methods.put("cron.get", (run, params) -> find(run, id(params)).<Object>map(this::item).orElse(Map.of()));
        methods.put("cron.add", this::add);
        methods.put("cron.update", this::update);
        methods.put("cron.delete", (run, params) -> find(run, id(params)).map(this::remove).orElse(false));
    }

    private Object add(Run run, Params params) {
        if (entries.all().size() >= MAX_ENTRIES) {
            throw CallException.failed(ReceiptCode.QUOTA_EXHAUSTED,
                    "there are already " + MAX_ENTRIES + " schedules; delete some");
        }
        CronEntries.Entry entry = new CronEntries.Entry(PREFIX + ids.incrementAndGet(), run.plugin().file(),
                Json.MAPPER.writeValueAsString(CronFields.read(params)));
        return keep(entry);
    }

    private Object update(Run run, Params params) {
        CronEntries.Entry old = find(run, id(params))
                .orElseThrow(() -> CallException.failed(ReceiptCode.INVALID_REQUEST,
                        "this plugin has no schedule " + id(params)));
        Map<String, Object> fields = new LinkedHashMap<>(fields(old));
        fields.putAll(CronFields.read(params));
        return keep(new CronEntries.Entry(old.id(), old.plugin(), Json.MAPPER.writeValueAsString(fields)));
    }

    /// A schedule is named by its id, or by what the calls answer.
    static String id(Params params) {
        return params.id("id", "id", "cronID", "cron_id");
    }

    private Item keep(CronEntries.Entry entry) {
        try {
            activate(entry);
        } catch (InvalidCronException e) {
            throw CallException.invalid(e.getMessage());
        }
        entries.put(entry);
        return item(entry);
    }

    private void activate(CronEntries.Entry entry) {
        Map<String, Object> fields = fields(entry);
        scheduler.schedule(entry.id(), CronExpression.parse(text(fields, "cron"), zone.get()), time -> {
            log.info("schedule {} of {}: {}", entry.id(), entry.plugin(), text(fields, "cmd"));
            say(text(fields, "disguiseImtype"), text(fields, "disguiseGroup"), text(fields, "disguiseUser"),
                    text(fields, "cmd"));
            if (Boolean.parseBoolean(text(fields, "isOnce"))) {
                remove(entry);
            }
        });
    }

    /// A disguise without an IM is `fake`.
    private void say(String disguise, String group, String user, String text) {
        String im = disguise.isEmpty() ? "fake" : injector.canonical(disguise);
        Chat chat = group.isEmpty() ? Chat.direct(user) : new Chat(ChatKind.GROUP, group, "");
        injector.say(im, injector.receiver(im, "").accountId(), MessageEvent.in(chat, Person.of(user, ""))
                .messageId("cron-" + spoken.incrementAndGet()).id("").text(text));
    }

    /// All that scripts have made, for operators.
    public List<ScheduleRecord> records() {
        return entries.all().stream().map(this::record).toList();
    }

    private ScheduleRecord record(CronEntries.Entry entry) {
        Map<String, Object> fields;
        try {
            fields = fields(entry);
        } catch (JacksonException damaged) {
            // It is not used, as the start has told; it stays, so that it can be ended.
            fields = Map.of();
        }
        return new ScheduleRecord(entry.id(), entry.plugin(), "script", text(fields, "cron"), nextRun(entry).stream().toList(),
                text(fields, "cmd"), text(fields, "disguiseImtype"), text(fields, "disguiseGroup"),
                text(fields, "disguiseUser"), text(fields, "memo"), Boolean.parseBoolean(text(fields, "isOnce")));
    }

    /// Ends a schedule that a script has made. Whether there was one.
    public boolean end(String id) {
        return entries.all().stream().filter(entry -> entry.id().equals(id)).findFirst().map(this::remove).orElse(false);
    }

    private boolean remove(CronEntries.Entry entry) {
        scheduler.cancel(entry.id());
        return entries.remove(entry.id());
    }

    private List<CronEntries.Entry> mine(Run run) {
        List<CronEntries.Entry> mine = new ArrayList<>(entries.all());
        mine.removeIf(entry -> !entry.plugin().equals(run.plugin().file()));
        return mine;
    }

    private Optional<CronEntries.Entry> find(Run run, String id) {
        return mine(run).stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /// A schedule as scripts see it.
    ///
    /// @param cmd  with `memo` as the script wrote it: what a person said in it is still marked
    private record Item(String id, String cron, Object cmd, Object memo, String source, String nextRunAt) {}

    private Item item(CronEntries.Entry entry) {
        Map<String, Object> fields = fields(entry);
        return new Item(entry.id(), text(fields, "cron"), fields.getOrDefault("cmd", ""), fields.getOrDefault("memo", ""),
                "runtime_api", nextRun(entry).orElse(""));
    }

    private Optional<String> nextRun(CronEntries.Entry entry) {
        return scheduler.next(entry.id()).map(time -> time.toOffsetDateTime().toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(CronEntries.Entry entry) {
        return Json.MAPPER.readValue(entry.fields(), LinkedHashMap.class);
    }

    private static String text(Map<String, Object> fields, String key) {
        Object value = fields.get(key);
        return value == null ? "" : Outgoing.text(value.toString());
    }
}
