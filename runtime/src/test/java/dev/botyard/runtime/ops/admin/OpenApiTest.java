package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.botyard.runtime.config.AccountSettings;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.config.SettingsReport;
import dev.botyard.runtime.im.account.AccountRecord;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.im.adapter.AdapterRecord;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.logging.LogLine;
import dev.botyard.runtime.infra.store.HourlyCounts;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.message.outbound.PlatformReceipt;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.message.outbound.QueuedPush;
import dev.botyard.runtime.net.access.ApiToken;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.script.calls.ScheduleRecord;
import dev.botyard.runtime.script.container.ContainerRecord;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.library.InstallReport;
import dev.botyard.runtime.script.library.PluginAsks;
import dev.botyard.runtime.script.library.PluginLibrary;
import dev.botyard.runtime.script.library.PluginLists;
import dev.botyard.runtime.script.library.PluginOrigin;
import dev.botyard.runtime.script.library.PluginVersion;
import dev.botyard.runtime.script.library.ScriptVerdict;
import dev.botyard.runtime.script.payment.PaymentRecord;
import dev.botyard.runtime.script.payment.PaymentWait;
import dev.botyard.runtime.ops.backup.KeptBackups;
import dev.botyard.runtime.ops.journal.AccountHistory;
import dev.botyard.runtime.ops.journal.AdapterNews;
import dev.botyard.runtime.ops.journal.PaymentNews;
import dev.botyard.runtime.ops.journal.PluginChange;
import dev.botyard.runtime.ops.overview.OverviewRecord;
import dev.botyard.runtime.ops.overview.Repair;
import dev.botyard.runtime.ops.trace.TraceNews;
import dev.botyard.runtime.ops.trace.TraceRecord;
import dev.botyard.runtime.script.plugin.PluginLoad;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.MemoryEnds;
import dev.botyard.runtime.script.plugin.ParamRecord;
import dev.botyard.runtime.script.plugin.PluginRecord;
import dev.botyard.runtime.script.plugin.PluginVerdict;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.script.worker.WorkersRecord;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `openapi.json` says what the host does: the routes, and of each resource the fields and types of its record.
class OpenApiTest {
    private static final JsonNode DOCUMENT = document();
    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(Map.entry("Receipt", PushReceipt.class),
            Map.entry("PlatformReceipt", PlatformReceipt.class),
            Map.entry("Rejected", Selection.Rejected.class), Map.entry("LoggedPush", PushRecord.class),
            Map.entry("QueuedPush", QueuedPush.class), Map.entry("Run", RunRecord.class), Map.entry("Call", RunRecord.Call.class),
            Map.entry("Account", AccountRecord.class),
            Map.entry("AccountSettings", AccountSettings.class), Map.entry("SettingValue", SettingsReport.Row.class),
            Map.entry("AccountMoment", AccountHistory.Moment.class), Map.entry("RemovedAccount", RemovedAccountRecord.class),
            Map.entry("Settings", SettingsRecord.class),
            Map.entry("Problem", ConfigProblem.class),
            Map.entry("Adapter", AdapterRecord.class), Map.entry("Setting", SettingView.class),
            Map.entry("RefusedJar", AdapterRecord.Refused.class), Map.entry("Plugin", PluginRecord.class),
            Map.entry("HeaderProblem", HeaderProblem.class), Map.entry("Payment", PaymentRecord.class),
            Map.entry("PaymentWait", PaymentWait.class), Map.entry("Session", SessionRecord.class),
            Map.entry("Login", LoginRecord.class), Map.entry("Workers", WorkersRecord.class),
            Map.entry("LanguageLoad", LanguageLoad.class), Map.entry("OutOfMemory", MemoryEnds.Last.class),
            Map.entry("Accepted", AcceptedRecord.class), Map.entry("Backup", BackupRecord.class),
            Map.entry("Backups", BackupsRecord.class), Map.entry("KeptBackup", KeptBackups.Kept.class),
            Map.entry("PluginChange", PluginChange.class), Map.entry("AdapterNews", AdapterNews.class),
            Map.entry("Saved", SavedRecord.class), Map.entry("RefusedScript", RefusedScriptRecord.class),
            Map.entry("Removed", RemovedRecord.class), Map.entry("ScriptText", PluginLibrary.Text.class),
            Map.entry("ScriptVerdict", ScriptVerdict.class), Map.entry("PluginVersion", PluginVersion.class),
            Map.entry("Versions", VersionsRecord.class), Map.entry("VersionText", VersionTextRecord.class),
            Map.entry("PaymentNews", PaymentNews.class), Map.entry("Trace", TraceRecord.class),
            Map.entry("TracedRun", TraceRecord.TracedRun.class), Map.entry("PluginVerdict", PluginVerdict.class),
            Map.entry("TraceNews", TraceNews.class), Map.entry("LogLine", LogLine.class),
            Map.entry("Installation", InstallReport.class), Map.entry("InstalledFile", InstallReport.File.class),
            Map.entry("PluginAsks", PluginAsks.class), Map.entry("PluginOrigin", PluginOrigin.class),
            Map.entry("Me", MeRecord.class), Map.entry("ApiToken", ApiToken.class), Map.entry("NewToken", NewTokenRecord.class),
            Map.entry("Audit", AuditRecord.class),
            Map.entry("PluginOffer", PluginLists.Offer.class), Map.entry("PluginList", PluginLists.Read.class),
            Map.entry("OfferedPlugin", PluginLists.Entry.class),
            Map.entry("Overview", OverviewRecord.class), Map.entry("Hour", HourlyCounts.Hour.class),
            Map.entry("Repair", Repair.class),
            Map.entry("Params", ParamsRecord.class), Map.entry("Confinement", ConfinementRecord.class),
            Map.entry("BucketValue", BucketValueRecord.class),
            Map.entry("Packages", PackagesRecord.class),
            Map.entry("Reply", ReplyEntry.class), Map.entry("Container", ContainerRecord.class),
            Map.entry("Param", ParamRecord.class), Map.entry("Schedule", ScheduleRecord.class),
            Map.entry("PluginLoad", PluginLoad.class), Map.entry("Begun", PluginLoad.Begun.class));
    /// Of requests and errors.
    private static final Set<String> WITHOUT_RECORD = Set.of("Push", "Error");

    @TempDir
    Path folder;

    @Test
    void everySchemaHasTheFieldsAndTypesOfItsRecord() {
        List<String> differences = RECORDS.entrySet().stream()
                .flatMap(entry -> new DescribedRecord(DOCUMENT).differences(entry.getKey(), entry.getValue()).stream()).sorted()
                .toList();

        assertEquals(List.of(), differences);
        Set<String> named = new TreeSet<>(RECORDS.keySet());
        named.addAll(WITHOUT_RECORD);
        assertEquals(named, names(DOCUMENT.at("/components/schemas")));
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() throws Exception {
        Set<String> described = new TreeSet<>();
        DOCUMENT.path("paths").properties().stream().filter(path -> path.getKey().startsWith("/api/v1/")).forEach(path -> path
                .getValue().properties()
                .forEach(one -> described.add(one.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertEquals(routes(), described);
    }

    @Test
    void everyRouteSaysWhichRoleItNeeds() throws Exception {
        Set<String> named = RouteRoles.routes().stream().map(route -> route.replace(" /", " /api/v1/"))
                .collect(Collectors.toCollection(TreeSet::new));
        named.add("GET /api/v1/openapi.json");

        assertEquals(routes(), named);
    }

    @Test
    void everyAnswerHasAFormAndEveryBodyAnExample() {
        List<String> lacking = new ArrayList<>();
        DOCUMENT.path("paths").properties().stream().filter(path -> path.getKey().startsWith("/api/v1/"))
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    String place = one.getKey() + " " + path.getKey();
                    JsonNode operation = one.getValue();
                    operation.path("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2"))
                            .filter(answer -> answer.getValue().path("content").has("application/json"))
                            .filter(answer -> !answer.getValue().at("/content/application~1json").has("schema"))
                            .forEach(answer -> lacking.add(place + ": the form of answer " + answer.getKey()));
                    if (operation.has("requestBody") && !operation.at("/requestBody/content/application~1json").has("example")) {
                        lacking.add(place + ": an example of the body");
                    }
                    if (!operation.has("security") && !operation.path("responses").has("401")) {
                        lacking.add(place + ": the error 401");
                    }
                    if (path.getKey().contains("{") && !operation.path("responses").has("404")) {
                        lacking.add(place + ": the error 404");
                    }
                }));

        assertEquals(List.of(), lacking);
    }

    @Test
    void examplesAreWhatTheRecordsWrite() {
        RECORDS.forEach((name, type) -> {
            JsonNode example = DOCUMENT.at("/components/schemas/" + name).path("example");
            if (!example.isMissingNode()) {
                assertEquals(example, Json.MAPPER.readTree(Shown.text(Shown.read(example, type))), name);
            }
        });
    }

    /// Of every topic of the API, as they register themselves.
    private Set<String> routes() throws Exception {
        Router router = new Router();
        AdminApi api = new AdminApi(router, null);
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            for (JavaClass topic : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.botyard.runtime.ops")) {
                if (topic.isAssignableTo(AdminApi.Resource.class) && !topic.isInterface()) {
                    api.add(make(topic.reflect(), store));
                }
            }
            new SystemRoutes(null, null, null, null).register(router);
        }
        return router.routes().stream().map(route -> route.replace("*}", "}")).filter(route -> route.contains(" /api/v1/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static AdminApi.Resource make(Class<?> topic, Store store) throws Exception {
        Constructor<?> constructor = topic.getConstructors()[0];
        return (AdminApi.Resource) constructor.newInstance(
                Arrays.stream(constructor.getParameterTypes()).map(type -> type == Store.class ? store : null).toArray());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/admin/openapi.json")) {
            return Json.MAPPER.readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
