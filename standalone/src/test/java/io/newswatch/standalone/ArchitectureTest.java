package io.newswatch.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The directions of the house: who may know whom, and why. Maven already keeps the modules apart; these rules keep order
/// inside them.
class ArchitectureTest {

    private static final String CONTRACT = "io.newswatch.contract..";
    private static final String RUNTIME = "io.newswatch.runtime..";
    private static final String INGEST = "io.newswatch.ingest..";
    private static final String ENRICH = "io.newswatch.enrich..";
    private static final String ALERTS = "io.newswatch.alerts..";
    private static final String STANDALONE = "io.newswatch.standalone..";
    private static final String[] SERVICES = {INGEST, ENRICH, ALERTS};
    private static final List<String> MODULES = List.of("contract", "runtime", "ingest", "enrich", "alerts",
            "standalone");

    private static final JavaClasses NEWSWATCH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.newswatch");

    @ParameterizedTest
    @ValueSource(strings = {CONTRACT, RUNTIME, INGEST, ENRICH, ALERTS, STANDALONE})
    void every_module_is_looked_at(String module) {
        assertThat(NEWSWATCH.stream().filter(resideInAPackage(module))).isNotEmpty();
    }

    @Test
    void contract_and_runtime_know_nothing_of_ours() {
        classes().that().resideInAPackage(CONTRACT)
                .should().onlyDependOnClassesThat(ours().negate().or(resideInAPackage(CONTRACT)))
                .because("the words on the wire must be readable without any of the programs that speak them")
                .check(NEWSWATCH);
        classes().that().resideInAPackage(RUNTIME)
                .should().onlyDependOnClassesThat(ours().negate().or(resideInAPackage(RUNTIME)))
                .because("what every service needs to run cannot depend on what one of them does")
                .check(NEWSWATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, ENRICH, ALERTS})
    void a_service_knows_the_contract_and_the_runtime_and_no_other_service(String service) {
        classes().that().resideInAPackage(service)
                .should().onlyDependOnClassesThat(
                        ours().negate().or(resideInAnyPackage(service, CONTRACT, RUNTIME)))
                .because("services talk only through topics, so that each can be run, scaled and replaced alone")
                .check(NEWSWATCH);
    }

    @Test
    void the_contract_needs_no_more_than_a_plain_kafka_client() {
        noClasses().that().resideInAPackage(CONTRACT)
                .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.streams..")
                .because("whoever reads a topic needs the records and a client, and no stream processor")
                .check(NEWSWATCH);
    }

    @Test
    void in_a_service_only_the_edges_know_kafka() {
        noClasses().that().resideInAnyPackage(SERVICES)
                .and(notNamed("App", "Topology", "Store", "Stores", "Processor", "Publisher", "Assignment"))
                .should(dependOnClassesThat(kafka()))
                .because("the work lives in plain classes that are tested, and run by the offline tools, without Kafka")
                .check(NEWSWATCH);
    }

    @Test
    void in_a_service_only_metrics_classes_know_micrometer() {
        noClasses().that().resideInAnyPackage(SERVICES).and(notNamed("Metrics", "App"))
                .should().dependOnClassesThat().resideInAPackage("io.micrometer..")
                .because("a service's meter names stand in one class, where dashboards and documents find them; the "
                        + "app only hands it the registry")
                .check(NEWSWATCH);
    }

    @Test
    void one_class_knows_the_insides_of_the_kafka_broker() {
        noClasses().that().doNotHaveFullyQualifiedName("io.newswatch.standalone.broker.EmbeddedBroker")
                .and(not("nested in EmbeddedBroker", c -> outermost(c).equals("EmbeddedBroker")))
                .should().dependOnClassesThat().resideInAnyPackage("kafka..", "org.apache.kafka.server..",
                        "org.apache.kafka.metadata..", "org.apache.kafka.raft..", "org.apache.kafka.storage..",
                        "org.apache.kafka.controller..", "org.apache.kafka.coordinator..", "org.apache.kafka.image..",
                        "org.apache.kafka.network..", "org.apache.kafka.security..")
                .because("these classes change without notice: an upgrade of Kafka must be one file's work")
                .check(NEWSWATCH);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("io.newswatch.(**)").should().beFreeOfCycles()
                .because("a cycle of packages is one package that is too big to understand")
                .check(NEWSWATCH);
    }

    @Test
    void only_the_command_line_writes_to_the_terminal() {
        noClasses().that().resideOutsideOfPackage("io.newswatch.standalone.cli..")
                .and().doNotHaveSimpleName("AppShell") // flushes it before the process ends
                .should(ACCESS_STANDARD_STREAMS)
                .because(
                        "standard output carries the answers of a command, which other programs read; all else is logged")
                .check(NEWSWATCH);
    }

    @Test
    void nobody_sleeps() {
        noClasses().should().callMethodWhere(describe("Thread.sleep",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep")))
                .because("a sleeping thread cannot be stopped or tested: wait for the thing itself, with a bound")
                .check(NEWSWATCH);
        assertThat(testSources().filter(source -> read(source).contains("Thread.sleep(")))
                .as("tests wait for what they expect (Awaitility), they do not sleep")
                .isEmpty();
    }

    @Test
    void what_is_decided_about_an_article_does_not_depend_on_the_hour() {
        noClasses().that().resideInAnyPackage(ENRICH, "io.newswatch.alerts.rule..")
                .should().callMethod(Instant.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Clock.class, "systemUTC")
                .because("a replay must decide alike: time comes with the record")
                .check(NEWSWATCH);
    }

    @Test
    void null_is_written_down_in_every_package() {
        classes().should(new ArchCondition<JavaClass>("stand in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, type.getPackage().isAnnotatedWith(NullMarked.class),
                        type.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        }).because("NullAway looks only where it is told to").check(NEWSWATCH);
    }

    @Test
    void names_say_what_a_thing_is() {
        var empty = Pattern.compile("Event|.*(Manager|Utils?|Helper|Data|Info|Impl)");
        noClasses().that(describe("are named for nothing", c -> empty.matcher(c.getSimpleName()).matches()))
                .should().resideInAPackage("io.newswatch..")
                .allowEmptyShould(true)
                .because("a reader learns nothing from them; and an event is three things here: say which")
                .check(NEWSWATCH);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("io.newswatch..");
    }

    private static DescribedPredicate<JavaClass> kafka() {
        return resideInAnyPackage("org.apache.kafka..", "kafka..");
    }

    private static DescribedPredicate<JavaClass> notNamed(String... endings) {
        return not("named *" + String.join(", *", endings),
                c -> List.of(endings).stream().anyMatch(outermost(c)::endsWith));
    }

    private static DescribedPredicate<JavaClass> not(String what, Predicate<JavaClass> predicate) {
        return describe("are not " + what, c -> !predicate.test(c));
    }

    /// @return the simple name of the file's class: a lambda or a nested class is part of it
    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Stream<Path> testSources() {
        Path root = Path.of(System.getProperty("newswatch.root"));
        return MODULES.stream().map(module -> root.resolve(module).resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(ArchitectureTest::javaFiles)
                .filter(file -> !file.endsWith("ArchitectureTest.java"));
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
