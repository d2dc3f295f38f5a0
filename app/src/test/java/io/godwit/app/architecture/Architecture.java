package io.godwit.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rules of the design, for all packages below one root. The root is a parameter so that each rule can be tried on
 * classes that break it.
 *
 * @param root {@code io.godwit}, or the root of the tried classes
 */
record Architecture(String root) {
    /** Which modules of ours each module may know, beside itself. The composition root, {@code app}, may know all. */
    private static final Map<String, List<String>> MAY_KNOW = new TreeMap<>(Map.of(
            "schemas", List.of(),
            "search", List.of(),
            "sandbox", List.of(),
            "trial", List.of("schemas", "search"),
            "flow", List.of("schemas"),
            "capture", List.of("schemas", "flow"),
            "projector", List.of("schemas", "search", "flow"),
            "replayer", List.of("schemas", "search", "flow"),
            "console", List.of("schemas", "search", "flow"),
            "chaos", List.of("schemas", "search", "flow", "sandbox", "trial", "console")));

    /** Where Kafka's own types may appear: its module, and each role's edge to it. */
    private static final List<String> KAFKA_EDGES =
            List.of("flow", "sandbox", "app", "projector.traffic", "capture.journal", "chaos.topic");

    /** What decides or moves bytes, and has no need to know how a record lies on a topic. */
    private static final List<String> WITHOUT_AVRO = List.of(
            "search",
            "sandbox",
            "trial",
            "flow",
            "capture.http",
            "capture.request",
            "capture.route",
            "replayer.throttle",
            "console.role",
            "console.swing",
            "console.verdict",
            "console.workflow");

    /** Words that say nothing about what a type does. */
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(^|[a-z0-9])(Utils?|Common|Core|Helpers?|Manager|Impl|Base|Abstract|Misc)([A-Z]|$)");

    /** Every rule, by the name its test reports. */
    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new TreeMap<>();
        MAY_KNOW.forEach((module, others) -> rules.put("module " + module, mayKnow(module, others)));
        rules.put("kafka stops at its edges", onlyIn(KAFKA_EDGES, "org.apache.kafka.."));
        rules.put("netty stops at the proxy", onlyIn(List.of("capture"), "io.netty.."));
        rules.put("avro itself stops at schemas", onlyIn(List.of("schemas"), "org.apache.avro.."));
        rules.put("avro types stop at the edge of a flow", withoutAvroTypes());
        rules.put("only replayer writes to clusters", onlyReplayerWrites());
        rules.put("no empty names", noEmptyNames());
        rules.put("no empty package names", noEmptyPackageNames());
        rules.put("null-marked packages", nullMarked());
        rules.put("public only what others use", publicOnlyWhatOthersUse());
        rules.put("no cycles of packages", noCycles());
        rules.put("no standard streams", noStandardStreams());
        return rules;
    }

    private ArchRule mayKnow(String module, List<String> others) {
        List<String> allowed = new ArrayList<>(others);
        allowed.add(module);
        return noClasses()
                .that(resideIn(List.of(module)))
                .should()
                .dependOnClassesThat(resideIn(List.of("")).and(DescribedPredicate.not(resideIn(allowed))))
                .because("module " + module + " may know no other modules than " + others);
    }

    private ArchRule onlyIn(List<String> packages, String library) {
        return noClasses()
                .that(DescribedPredicate.not(resideIn(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("types of " + library + " stop at " + packages);
    }

    private ArchRule withoutAvroTypes() {
        return noClasses()
                .that(resideIn(WITHOUT_AVRO))
                .should()
                .dependOnClassesThat(resideIn(List.of("schemas.avro")))
                .because("these decide or carry; what lies on a topic is translated at the edge");
    }

    private ArchRule onlyReplayerWrites() {
        DescribedPredicate<JavaCall<?>> writes = DescribedPredicate.describe(
                "writes to a cluster",
                call -> call.getTargetOwner().getName().equals(root + ".search.SearchCluster")
                        && List.of("put", "delete").contains(call.getName()));
        return noClasses()
                .that(DescribedPredicate.not(resideIn(List.of("replayer", "search", "trial", "chaos"))))
                .should()
                .callCodeUnitWhere(writes)
                .because(
                        "only replayer writes to a target, aliases included; a trial fills its source, chaos breaks servers");
    }

    private ArchRule noEmptyNames() {
        return noClasses()
                .that(areOurs())
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "have a name that says nothing",
                        type -> EMPTY_NAME.matcher(type.getSimpleName()).find())));
    }

    private ArchRule noEmptyPackageNames() {
        return noClasses()
                .that(areOurs())
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..core..", "..helper..", "..impl..", "..base..");
    }

    private ArchRule nullMarked() {
        return classes().that(areOurs()).should(new BeNullMarked());
    }

    private ArchRule publicOnlyWhatOthersUse() {
        return classes()
                .that(areOurs())
                .and(DescribedPredicate.not(resideIn(List.of("sandbox")))) // for tests, which are not looked at here
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should(new BeUsedElsewhere());
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private ArchRule noStandardStreams() {
        return noClasses()
                // a process that dies at a crash point has no time for a logger
                .that(DescribedPredicate.not(resideIn(List.of("app", "bench", "sandbox", "flow.crash"))))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    }

    /** Not what Avro generates. */
    private DescribedPredicate<JavaClass> areOurs() {
        return DescribedPredicate.not(resideIn(List.of("schemas.avro")));
    }

    private DescribedPredicate<JavaClass> resideIn(List<String> packages) {
        String[] patterns = packages.stream()
                .map(name -> name.isEmpty() ? root + ".." : root + "." + name + "..")
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(patterns).as("in " + Arrays.toString(patterns));
    }
}
