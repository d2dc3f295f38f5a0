package io.godwit.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.sandbox.Sandbox;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The contract and the client against a real registry: the sandbox's, or with {@code -Dschema.registry.url=} any other
 * that speaks the Confluent protocol.
 */
class RegistryContractIT extends SchemaIdsContract {
    private static final URI ADDRESS = Optional.ofNullable(System.getProperty("schema.registry.url"))
            .map(URI::create)
            .orElseGet(() -> Sandbox.schemaRegistry().address());

    private final SchemaRegistry registry = SchemaRegistry.at(ADDRESS);

    @AfterEach
    void close() {
        registry.close();
    }

    @Override
    SchemaIds started() {
        return registry.ids(Registration.REGISTER);
    }

    @Override
    Confluent oracle(String subject, Schema schema) {
        return Confluent.at(ADDRESS);
    }

    @Test
    void shouldRefuseToWriteAnUnregisteredSchemaUnlessToldToRegister() {
        String subject = unused();
        SchemaIds careful = registry.ids(Registration.LOOK_UP);

        assertThatThrownBy(() -> careful.idOf(subject, schema("Late", "long")))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("Late")
                .hasMessageContaining(subject)
                .hasMessageContaining("auto.register.schemas");
        assertThat(registry.versions(subject)).isEmpty();

        int id = registry.ids(Registration.REGISTER).idOf(subject, schema("Late", "long"));
        assertThat(careful.idOf(subject, schema("Late", "long"))).isEqualTo(id);
    }

    @Test
    void shouldRefuseASchemaThatCannotReadTheOnesBefore() {
        String subject = unused();
        SchemaIds ids = registry.ids(Registration.REGISTER);
        int first = ids.idOf(subject, schema("Grown", "int"));
        int second = ids.idOf(subject, schema("Grown", "long"));

        assertThat(registry.compatible(subject, schema("Grown", "string"))).isFalse();
        assertThatThrownBy(() -> ids.idOf(subject, schema("Grown", "string")))
                .isInstanceOfSatisfying(
                        RegistryRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(409));
        assertThat(second).isNotEqualTo(first);
        assertThat(registry.versions(subject)).hasSize(2);
        assertThat(registry.latest(subject)).contains(schema("Grown", "long"));
    }

    @Test
    void shouldAskForBackwardCompatibilityOfANewSubject() {
        String subject = unused();

        registry.ids(Registration.REGISTER).idOf(subject, schema("Fresh", "long"));

        assertThat(registry.level(subject)).contains(Compatibility.BACKWARD_TRANSITIVE);
    }

    /** Confluent's answers 404, Apicurio's answers NONE. */
    @Test
    void shouldTakeASubjectWithoutALevelAsWithoutRules() {
        assertThat(registry.level(unused()).orElse(Compatibility.NONE)).isEqualTo(Compatibility.NONE);
    }

    @Test
    void shouldSetAndTellLevels() {
        String subject = unused();
        registry.register(subject, schema("Levelled", "long"));

        registry.setLevel(subject, Compatibility.FULL_TRANSITIVE);

        assertThat(registry.level(subject)).contains(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void shouldSetAndTellTheDefaultLevel() {
        Compatibility before = registry.defaultLevel();

        registry.setDefaultLevel(Compatibility.BACKWARD);

        assertThat(registry.defaultLevel()).isEqualTo(Compatibility.BACKWARD);
        registry.setDefaultLevel(before);
    }

    @Test
    void shouldFindNothingUnderASubjectThatIsNot() {
        String subject = unused();

        assertThat(registry.versions(subject)).isEmpty();
        assertThat(registry.latest(subject)).isEmpty();
        assertThat(registry.lookup(subject, schema("None", "long"))).isEmpty();
        assertThat(registry.compatible(subject, schema("None", "long"))).isTrue();
    }

    @Test
    void shouldSayThatTheAddressIsWrong() {
        try (SchemaRegistry elsewhere = SchemaRegistry.at(ADDRESS.resolve("/nothing-here"))) {
            assertThatThrownBy(() -> elsewhere.register(unused(), schema("Lost", "long")))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("/nothing-here");
        }
    }

    private static String unused() {
        return "godwit-contract." + UUID.randomUUID() + "-value";
    }
}
