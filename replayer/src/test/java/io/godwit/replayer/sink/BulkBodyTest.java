package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.replayer.Changes;
import io.godwit.schemas.avro.Change;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BulkBodyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void shouldCopyBodiesByteForByte() {
        String body = "{\"big\":12345678901234567890,\"n\":1.10,\"e\":1e400,\"dup\":1,\"dup\":2,\"u\":\"\\u00e9é\"}";

        assertThat(text(null, Changes.put("i", "1", 7, body)).split("\n", -1)[1])
                .isEqualTo(body);
    }

    @Test
    void shouldWriteEveryChangeUnderItsRevision() {
        String text = text(null, Changes.put("i", "1", "r", 7, "{}"), Changes.remove("i", "2", 8));
        JsonNode put = JSON.readTree(text.split("\n", -1)[0]).path("index");
        JsonNode remove = JSON.readTree(text.split("\n", -1)[2]).path("delete");

        assertThat(put.path("version").asLong())
                .isEqualTo(Changes.put("i", "1", 7, "{}").getRevision());
        assertThat(put.path("version_type").asString()).isEqualTo("external_gte");
        assertThat(put.path("routing").asString()).isEqualTo("r");
        assertThat(put.has("_type")).isFalse();
        assertThat(remove.path("_id").asString()).isEqualTo("2");
        assertThat(remove.has("routing")).isFalse();
        assertThat(text).endsWith("}\n");
    }

    @Test
    void shouldNameTheTypeWhereTheTargetHasOne() {
        JsonNode put =
                JSON.readTree(text("kind", Changes.put("i", "1", 7, "{}")).split("\n", -1)[0]);

        assertThat(put.path("index").path("_type").asString()).isEqualTo("kind");
    }

    @Test
    void shouldCarryAnyIdAndRouting() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String id = anyText(random);
            String routing = anyText(random);
            String[] lines = text(null, Changes.put("i", id, routing, 1, "{}")).split("\n", -1);

            assertThat(lines).as("seed %d, id %s", seed, id).hasSize(3);
            JsonNode put = JSON.readTree(lines[0]).path("index");
            assertThat(put.path("_id").asString()).isEqualTo(id);
            assertThat(put.path("routing").asString()).isEqualTo(routing);
        }
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append("\"\\/\u2028\u2029\u007f".charAt(random.nextInt(6)));
                case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(60));
                default -> text.append((char) (' ' + random.nextInt(0x500)));
            }
        }
        return text.toString();
    }

    private static String text(@Nullable String type, Change... changes) {
        BulkBody body = new BulkBody(0);
        for (Change change : changes) {
            body.add(change, type);
        }
        return new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
    }
}
