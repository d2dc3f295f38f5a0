package io.godwit.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule against classes that break it. */
class ArchitectureRulesTest {
    private static final String TRIED = ArchitectureRulesTest.class.getPackageName() + ".tried";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(TRIED);
    private static final Map<String, ArchRule> RULES = new Architecture(TRIED).rules();

    private static final Map<String, String> BROKEN_BY = new TreeMap<>(Map.ofEntries(
            Map.entry("module schemas", "schemas.Broken"),
            Map.entry("module search", "search.Broken"),
            Map.entry("module sandbox", "sandbox.Broken"),
            Map.entry("module trial", "trial.Broken"),
            Map.entry("module chaos", "chaos.Broken"),
            Map.entry("module flow", "flow.Broken"),
            Map.entry("module capture", "capture.Broken"),
            Map.entry("module projector", "projector.Broken"),
            Map.entry("module replayer", "replayer.Broken"),
            Map.entry("module console", "console.Broken"),
            Map.entry("kafka stops at its edges", "console.Broken"),
            Map.entry("netty stops at the proxy", "projector.Broken"),
            Map.entry("avro itself stops at schemas", "console.Broken"),
            Map.entry("avro types stop at the edge of a flow", "console.verdict.Broken"),
            Map.entry("only replayer writes to clusters", "console.Broken"),
            Map.entry("no empty names", "flow.util.StreamUtils"),
            Map.entry("no empty package names", "flow.util.StreamUtils"),
            Map.entry("null-marked packages", "flow.util.StreamUtils"),
            Map.entry("public only what others use", "flow.util.StreamUtils"),
            Map.entry("no cycles of packages", "capture.Broken"),
            Map.entry("no standard streams", "flow.Broken")));

    @Test
    void shouldTryEveryRule() {
        assertThat(BROKEN_BY.keySet()).isEqualTo(RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFindWhoBreaksARule(String rule, String breaker) {
        assertThat(violations(rule)).anyMatch(found -> found.contains(TRIED + "." + breaker));
    }

    static Stream<Arguments> rules() {
        return BROKEN_BY.entrySet().stream().map(rule -> argumentSet(rule.getKey(), rule.getKey(), rule.getValue()));
    }

    @Test
    void shouldLetMarkedPackagesPass() {
        assertThat(violations("null-marked packages")).noneMatch(found -> found.contains(TRIED + ".flow.Broken"));
    }

    @Test
    void shouldLetPublicTypesPassThatOthersUse() {
        assertThat(violations("public only what others use"))
                .noneMatch(found -> found.contains(TRIED + ".search.SearchCluster"));
    }

    private static List<String> violations(String rule) {
        return RULES.get(rule).evaluate(CLASSES).getFailureReport().getDetails();
    }
}
