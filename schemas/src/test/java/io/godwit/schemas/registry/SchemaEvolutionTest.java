package io.godwit.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema of this build against every release of it. */
class SchemaEvolutionTest {
    private static final String RELEASED = """
            {"type": "record", "name": "R", "fields": [
              {"name": "id", "type": "string"},
              {"name": "size", "type": "long"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "op", "type": {"type": "enum", "name": "Op", "symbols": ["PUT", "REMOVE"]}},
              {"name": "event", "type": ["null",
                {"type": "record", "name": "A", "fields": [{"name": "a", "type": "int"}]},
                {"type": "record", "name": "B", "fields": []}]},
              {"name": "all", "type": {"type": "array", "items": "B"}}
            ]}""";

    @ParameterizedTest
    @MethodSource("currentAndReleased")
    void shouldStayCompatibleWithEveryRelease(Schema current, Schema released) {
        assertThat(ReleaseRules.violations(current, released)).isEmpty();
    }

    static Stream<Arguments> currentAndReleased() {
        return CurrentSchemas.all().stream()
                .flatMap(current -> releasesOf(current)
                        .map(entry ->
                                argumentSet(current.getName() + " and id " + entry.id(), current, entry.schema())));
    }

    @Test
    void shouldKnowAReleaseOfEverySchemaThatTravels() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
            List<String> written = files.map(SchemaEvolutionTest::parse)
                    .map(Schema::getFullName)
                    .toList();

            assertThat(CurrentSchemas.all())
                    .extracting(Schema::getFullName)
                    .containsExactlyInAnyOrderElementsOf(written);
        }
        assertThat(CurrentSchemas.all())
                .allSatisfy(current -> assertThat(releasesOf(current))
                        .as("add to the catalogue: " + freezing(current))
                        .isNotEmpty());
    }

    /** A release must not go out with ids that only its own build knows. */
    @Test
    void shouldHaveFrozenEverySchemaOfARelease() {
        String version = System.getProperty("project.version", "");
        assertThat(version).isNotEmpty();
        if (!version.endsWith("-SNAPSHOT")) {
            assertThat(CurrentSchemas.all())
                    .allSatisfy(current -> assertThat(
                                    EmbeddedIds.released(SchemaIds.embedded().idOf("", current)))
                            .as("add to the catalogue: " + freezing(current))
                            .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("breakingEdits")
    void shouldFailWhenASchemaBreaksARelease(String from, String to, String violation) {
        assertThat(RELEASED).contains(from);
        Schema current = new Schema.Parser().parse(RELEASED.replace(from, to));

        assertThat(ReleaseRules.violations(current, new Schema.Parser().parse(RELEASED)))
                .anySatisfy(found -> assertThat(found).startsWith(violation));
    }

    static Stream<Arguments> breakingEdits() {
        return Stream.of(
                argumentSet("removed field", "{\"name\": \"size\", \"type\": \"long\"},", "", "FIELD_VANISHED: R.size"),
                argumentSet("renamed field", "\"size\"", "\"length\"", "READER_FIELD_MISSING_DEFAULT_VALUE"),
                argumentSet("narrowed type", "\"long\"", "\"int\"", "TYPE_MISMATCH"),
                argumentSet("removed symbol", ", \"REMOVE\"", "", "MISSING_ENUM_SYMBOLS"),
                argumentSet("removed null", "[\"null\", \"string\"], \"default\": null", "\"string\"", "TYPE_MISMATCH"),
                argumentSet("field in a branch", "{\"name\": \"a\", \"type\": \"int\"}", "", "FIELD_VANISHED: A.a"),
                argumentSet("renamed branch", "\"name\": \"A\"", "\"name\": \"A2\"", "MISSING_UNION_BRANCH"),
                argumentSet("renamed record", "\"name\": \"R\"", "\"name\": \"R2\"", "NAME_MISMATCH"),
                argumentSet(
                        "new field without default",
                        "{\"name\": \"id\"",
                        "{\"name\": \"more\", \"type\": \"int\"}, {\"name\": \"id\"",
                        "READER_FIELD_MISSING_DEFAULT_VALUE"));
    }

    @ParameterizedTest
    @MethodSource("harmlessEdits")
    void shouldAllowWhatBreaksNothing(String from, String to) {
        assertThat(RELEASED).contains(from);
        Schema current = new Schema.Parser().parse(RELEASED.replace(from, to));

        assertThat(ReleaseRules.violations(current, new Schema.Parser().parse(RELEASED)))
                .isEmpty();
    }

    static Stream<Arguments> harmlessEdits() {
        return Stream.of(
                argumentSet(
                        "new field with default",
                        "{\"name\": \"id\"",
                        "{\"name\": \"more\", \"type\": \"int\", \"default\": 0}, {\"name\": \"id\""),
                argumentSet("new symbol", "\"REMOVE\"", "\"REMOVE\", \"COPY\""),
                argumentSet(
                        "removed field that had a default",
                        "{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null},",
                        ""));
    }

    private static Stream<ReleasedSchemas.Entry> releasesOf(Schema current) {
        return ReleasedSchemas.load().stream()
                .filter(entry -> entry.schema().getFullName().equals(current.getFullName()));
    }

    private static String freezing(Schema schema) {
        int next = ReleasedSchemas.load().getLast().id() + 1;
        String file = schema.getName().toLowerCase(java.util.Locale.ROOT) + "."
                + (releasesOf(schema).count() + 1) + ".avsc";
        return ReleasedSchemas.line(next, schema, file) + " with src/main/avro's file as " + file;
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
