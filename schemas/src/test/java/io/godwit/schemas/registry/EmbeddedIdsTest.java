package io.godwit.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EmbeddedIdsTest {
    private static final Schema NEW = schema("long");

    /** Bytes with these ids lie on topics: the numbers may never change. */
    @Test
    void shouldGiveReleasedSchemasTheirOldNumbers() {
        Map<Integer, String> names = ReleasedSchemas.load().stream()
                .collect(Collectors.toMap(
                        ReleasedSchemas.Entry::id, entry -> entry.schema().getName()));

        assertThat(names)
                .containsEntry(1, "Candidate")
                .containsEntry(2, "Change")
                .containsEntry(3, "Command")
                .containsEntry(4, "Definition")
                .containsEntry(5, "Event")
                .containsEntry(6, "Gap")
                .containsEntry(7, "Rescan")
                .containsEntry(8, "Tombstone")
                .containsEntry(9, "Traffic")
                .containsEntry(10, "Status")
                .containsEntry(11, "Slice");
        assertThat(ReleasedSchemas.load())
                .allSatisfy(entry -> assertThat(SchemaIds.embedded().idOf("any", entry.schema()))
                        .isEqualTo(entry.id()));
    }

    @Test
    void shouldGiveASchemaOfNoReleaseANumberOfItsOwnRange() {
        int id = new EmbeddedIds(List.of()).idOf("any", NEW);

        assertThat(EmbeddedIds.released(id)).isFalse();
        assertThat(new EmbeddedIds(List.of()).idOf("other", NEW))
                .as("every process of one build agrees")
                .isEqualTo(id);
    }

    @Test
    void shouldKnowTheSchemasOfThisBuildBeforeAnybodyWroteThem() {
        EmbeddedIds writer = new EmbeddedIds(List.of());
        EmbeddedIds reader = new EmbeddedIds(List.of());

        assertThat(CurrentSchemas.all())
                .allSatisfy(schema ->
                        assertThat(reader.schemaOf(writer.idOf("any", schema))).contains(schema));
    }

    private static Schema schema(String type) {
        return new Schema.Parser().parse("""
                {"type": "record", "name": "New", "fields": [{"name": "a", "type": "%s"}]}""".formatted(type));
    }
}
