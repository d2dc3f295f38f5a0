package io.godwit.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the design, held by every class of every module. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.godwit");

    @ParameterizedTest
    @MethodSource("rules")
    void shouldBeKept(ArchRule rule) {
        rule.check(PRODUCT);
    }

    static Stream<Arguments> rules() {
        return new Architecture("io.godwit")
                .rules().entrySet().stream().map(rule -> Arguments.argumentSet(rule.getKey(), rule.getValue()));
    }

    /** Rules about nothing are kept by everybody. */
    @Test
    void shouldSeeEveryModule() {
        assertThat(Stream.of(
                        "schemas",
                        "search",
                        "sandbox",
                        "trial",
                        "chaos",
                        "flow",
                        "projector",
                        "replayer",
                        "console",
                        "app"))
                .allSatisfy(module -> assertThat(PRODUCT.containPackage("io.godwit." + module))
                        .as(module)
                        .isTrue());
    }
}
