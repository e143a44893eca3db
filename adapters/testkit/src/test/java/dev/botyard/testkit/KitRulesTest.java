package dev.botyard.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.botyard.runtime.config.FieldRule;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.EventTaker;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The part of the host that the kit is made of, as its README says.
class KitRulesTest {
    private static final String HOST = "dev.botyard.runtime.";
    private static final JavaClasses KIT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.botyard.testkit");
    private static final String[] NETWORK = {HOST + "net.netty..", HOST + "net.http..", HOST + "net.client..",
        HOST + "net.access..",
        HOST + "im.ingress..", HOST + "infra.thread.."};
    private static final String[] ACCOUNTS = {HOST + "im.account..", HOST + "im.adapter.."};
    private static final String[] TAKING = {HOST + "infra.store..", HOST + "message.inbound..", HOST + "script.plugin..",
        HOST + "script.worker..", HOST + "infra.thread.."};
    private static final Set<Class<?>> HARNESS = Set.of(AdapterHarness.class, HarnessBuilder.class, HarnessRun.class,
            LoopbackNetwork.class, Residents.class, RecordingAdapterContext.class, MemoryStore.class, TestClock.class,
            TestMedia.class, Patience.class);

    private static DescribedPredicate<JavaClass> of(Set<Class<?>> wanted) {
        return DescribedPredicate.describe("are of " + wanted,
                found -> wanted.stream().anyMatch(one -> found.getName().equals(one.getName())
                        || found.getName().startsWith(one.getName() + "$")));
    }

    private static DescribedPredicate<JavaClass> ofTheHostBut(String[]... allowed) {
        return resideInAPackage("dev.botyard.runtime..")
                .and(not(resideInAnyPackage(Stream.of(allowed).flatMap(Stream::of).toArray(String[]::new))));
    }

    @Test
    void theImportSawTheKit() {
        assertTrue(KIT.size() > 40, "only " + KIT.size() + " classes were seen; every rule holds for an empty import");
    }

    @Test
    void theHarnessIsMadeOfTheHostsNetworkAlone() {
        noClasses().that(of(HARNESS)).should().dependOnClassesThat(ofTheHostBut(NETWORK).and(not(of(Set.of(EventTaker.class)))))
                .check(KIT);
    }

    @Test
    void theContractIsMadeOfNetworkAccountsAndTheJarLoader() {
        noClasses().that(not(of(Set.of(TakingHost.class)))).should()
                .dependOnClassesThat(
                        ofTheHostBut(NETWORK, ACCOUNTS).and(not(of(Set.of(HostSettings.class, FieldRule.class)))))
                .check(KIT);
    }

    @Test
    void onlyTheTakingHostKnowsScriptsAndTheStore() {
        classes().that(of(Set.of(TakingHost.class))).should()
                .onlyDependOnClassesThat(not(ofTheHostBut(TAKING).and(not(of(Set.of(EventTaker.class)))))).check(KIT);
    }

    /// Who tests an adapter with it compiles against the kit and the API.
    @Test
    void nothingThatAuthorsSeeNamesTheHost() {
        ArchRuleDefinition.methods().that().areDeclaredInClassesThat().arePublic().should(nameNothingOfTheHost()).check(KIT);
    }

    private static ArchCondition<JavaMethod> nameNothingOfTheHost() {
        return new ArchCondition<>("name nothing of the host") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean seen = method.getModifiers().contains(JavaModifier.PUBLIC)
                        || method.getModifiers().contains(JavaModifier.PROTECTED);
                boolean named = Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .anyMatch(type -> type.getName().startsWith(HOST));
                events.add(
                        new SimpleConditionEvent(method, !(seen && named), method.getFullName() + " names a class of the host"));
            }
        };
    }
}
