package dev.botyard.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How parts come to life, and where they get the time from.
class LifeRulesTest {
    /// Who asks the system what time it is.
    private static final Map<Class<?>, Set<String>> TIME = Map.of(System.class, Set.of("nanoTime", "currentTimeMillis"),
            Instant.class, Set.of("now"), ZonedDateTime.class, Set.of("now"), LocalDateTime.class, Set.of("now"),
            Clock.class, Set.of("system", "systemUTC", "systemDefaultZone"), InstantSource.class, Set.of("system"));
    /// `Mailbox` parks, which no ticker can do for it; SQLite's library is unpacked before there is a host.
    private static final Set<String> MAY_ASK = Set.of("dev.botyard.runtime.net.netty.Mailbox",
            "dev.botyard.runtime.infra.store.NativeLibrary");

    /// What begins something that goes on after the call.
    private static final Map<Class<?>, Set<String>> BEGINS = Map.of(Thread.class, Set.of("start"),
            Threads.class, Set.of("startVirtual"), Ticker.class, Set.of("every", "everyApart", "after"),
            Executor.class, Set.of("execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay"),
            ProcessBuilder.class, Set.of("start"), FileChannel.class, Set.of("open"), ServerSocketChannel.class, Set.of("open"),
            ServerSocket.class, Set.of("<init>"), Service.class, Set.of("start"),
            Files.class, Set.of("newOutputStream", "newBufferedWriter", "newByteChannel", "write", "writeString", "createFile"));

    @Test
    void onlyTheTickerAsksTheSystemForTheTime() {
        classes().that().resideInAPackage("dev.botyard.runtime..").and().resideOutsideOfPackage("..infra.thread..")
                .should(never("ask the system for the time", TIME)).check(ArchitectureTest.ALL);
    }

    /// A host makes one and gives it to all; others are for a part that somebody uses without a host, and for commands.
    @Test
    void aHostHasOneTicker() {
        assertEquals(
                Set.of("HostGround", "Store", "HttpServer", "KnownAdapters", "TrainingLoad", "BackupCommand", "RestoreCommand",
                        "UpgradeCommand", "ImportCommand", "StoreCopyCommand"),
                ArchitectureTest.ALL.stream().filter(type -> type.getAccessesFromSelf().stream()
                        .anyMatch(access -> isOfTheTicker(access) && access.getName().equals("system")))
                        .map(JavaClass::getSimpleName).collect(Collectors.toSet()));
    }

    /// Besides those of Netty's own loops.
    @Test
    void thereIsOneTimer() {
        assertEquals(Set.of("Threads", "SystemTicker"),
                ArchitectureTest.ALL.stream().filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(known -> known.getTargetClass()).filter(known -> known.getPackageName().startsWith("java."))
                        .anyMatch(known -> known.isAssignableTo(ScheduledExecutorService.class)))
                        .map(JavaClass::getSimpleName).collect(Collectors.toSet()));
    }

    @Test
    void aConstructorBeginsNothing() {
        classes().that().resideInAPackage("dev.botyard.runtime..").should(beginNothingWhenMade()).check(ArchitectureTest.ALL);
    }

    @Test
    void theRuleSeesWhatAConstructorBeginsThroughOthers() {
        JavaClasses hasty = new ClassFileImporter().importClasses(Hasty.class, Patient.class);
        assertEquals(1, beginnings(hasty.get(Hasty.class)).size());
        assertEquals(Set.of(), beginnings(hasty.get(Patient.class)));
    }

    private static final class Hasty {
        Hasty() {
            prepare();
        }

        private static void prepare() {
            Threads.startVirtual("hasty", () -> {});
        }
    }

    private static final class Patient implements Runnable {
        private final Runnable later;

        Patient() {
            later = () -> Threads.startVirtual("patient", () -> {});
        }

        @Override
        public void run() {
            later.run();
        }
    }

    private static ArchCondition<JavaClass> never(String what, Map<Class<?>, Set<String>> calls) {
        return new ArchCondition<>("never " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!MAY_ASK.contains(outermost(type))) {
                    type.getAccessesFromSelf().stream()
                            .filter(access -> isOneOf(access, calls) && !withClock(access) && !isOfTheTicker(access))
                            .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
                }
            }
        };
    }

    private static boolean isOfTheTicker(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Ticker.class);
    }

    private static boolean withClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target && target.getRawParameterTypes().stream()
                .anyMatch(type -> type.isAssignableTo(Clock.class));
    }

    private static String outermost(JavaClass type) {
        return type.getName().split("\\$")[0];
    }

    private static ArchCondition<JavaClass> beginNothingWhenMade() {
        return new ArchCondition<>("begin nothing when they are made") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                beginnings(type).forEach(begun -> events.add(SimpleConditionEvent.violated(type,
                        "the constructor of " + type.getName() + " begins something: " + begun)));
            }
        };
    }

    /// What the constructors of a class begin, by themselves or through what they call; not what they hand on to be called later.
    private static Set<String> beginnings(JavaClass type) {
        Set<String> found = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>(type.getConstructors());
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (JavaAccess<?> access : open.poll().getAccessesFromSelf()) {
                if (access.isDeclaredInLambda() || access instanceof JavaCodeUnitReference<?>) {
                    continue;
                }
                if (isOneOf(access, BEGINS)) {
                    found.add(access.getDescription());
                } else {
                    called(access).filter(seen::add).forEach(open::add);
                }
            }
        }
        return found;
    }

    /// The method called, as far as it is the host's own and known now.
    private static Stream<JavaCodeUnit> called(JavaAccess<?> access) {
        boolean own = access.getTargetOwner().getPackageName().startsWith("dev.botyard.runtime");
        return own && access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.resolveMember().stream().map(JavaCodeUnit.class::cast)
                : Stream.empty();
    }

    private static boolean isOneOf(JavaAccess<?> access, Map<Class<?>, Set<String>> calls) {
        return calls.entrySet().stream().anyMatch(entry -> entry.getValue().contains(access.getName())
                && access.getTargetOwner().isAssignableTo(entry.getKey()));
    }
}
