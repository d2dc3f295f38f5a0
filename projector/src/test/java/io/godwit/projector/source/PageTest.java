package io.godwit.projector.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of answers is what was written, byte for byte, in whatever way it was written. */
class PageTest {
    private static final int ANSWERS = 2_000;

    @Test
    void shouldReadEveryWayToWriteASearchAnswer() {
        for (long seed = 1; seed <= ANSWERS; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            JsonText json = new JsonText(random);
            List<StoredDocument> documents = documents(random, json);
            String answer = searchAnswer(json, random, documents, 17);

            Page page = Page.ofSearch(answer.getBytes(UTF_8));

            assertThat(page.total()).isEqualTo(17);
            assertThat(page.documents()).as("seed %d: %s", seed, answer).isEqualTo(documents);
        }
    }

    @Test
    void shouldReadEveryWayToWriteAMultiGetAnswer() {
        for (long seed = 1; seed <= ANSWERS; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            JsonText json = new JsonText(random);
            List<StoredDocument> documents = documents(random, json);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                if (random.nextInt(4) == 0) {
                    documents.set(i, absent(documents.get(i), random));
                }
                written.add(document(json, documents.get(i), true));
            }
            String answer = json.object(Map.of("docs", json.array(written), "took", "3"));

            assertThat(Page.ofMultiGet(answer.getBytes(UTF_8)))
                    .as("seed %d: %s", seed, answer)
                    .isEqualTo(documents);
        }
    }

    @Test
    void shouldNeverTakeACutAnswerForAWholeOne() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            JsonText json = new JsonText(random);
            byte[] answer = searchAnswer(json, random, documents(random, json), 17)
                    .strip()
                    .getBytes(UTF_8);
            for (int length = 0; length < answer.length; length++) {
                byte[] cut = Arrays.copyOf(answer, length);

                assertThatIllegalStateException().isThrownBy(() -> Page.ofSearch(cut));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'timed_out':true,'_shards':{'failed':0},'hits':{'total':0,'hits':[]}}",
                "{'timed_out':false,'_shards':{'total':1,'failed':1},'hits':{'total':0,'hits':[]}}",
                "{'timed_out':false,'_shards':{'total':1,'failed':0}}"
            })
    void shouldRefuseWhatTheClusterSaysIsNotWhole(String answer) {
        assertThatExceptionOfType(IncompleteAnswerException.class)
                .isThrownBy(() -> Page.ofSearch(answer.replace('\'', '"').getBytes(UTF_8)));
    }

    @Test
    void shouldKeepTheSourceAsItIs() {
        String source = "{ \"big\" : 12345678901234567890, \"money\":1.10,\n\"u\":\"\\u00e4\\/\" , \"e\":{} }";
        String answer = "{\"hits\":{\"total\":{\"value\":1,\"relation\":\"eq\"},\"hits\":[{\"_id\":\"1\",\"_source\": "
                + source + " }]}}";

        Page page = Page.ofSearch(answer.getBytes(UTF_8));

        assertThat(page.documents().getFirst().source()).isEqualTo(ByteBuffer.wrap(source.getBytes(UTF_8)));
    }

    private static String searchAnswer(
            JsonText json, RandomGenerator random, List<StoredDocument> documents, long total) {
        List<String> hits = documents.stream()
                .map(document -> document(json, document, false))
                .toList();
        String count = random.nextBoolean()
                ? Long.toString(total)
                : json.object(Map.of("value", Long.toString(total), "relation", "\"eq\""));
        Map<String, String> top = new LinkedHashMap<>();
        top.put("took", "12");
        top.put("timed_out", "false");
        top.put("_shards", json.object(Map.of("total", "1", "successful", "1", "skipped", "0", "failed", "0")));
        top.put("hits", json.object(Map.of("total", count, "max_score", "null", "hits", json.array(hits))));
        top.put("more", json.value(3));
        return json.space() + json.object(top) + json.space();
    }

    private static List<StoredDocument> documents(RandomGenerator random, JsonText json) {
        List<StoredDocument> documents = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            documents.add(new StoredDocument(
                    json.meaning(),
                    random.nextBoolean() ? null : json.meaning(),
                    random.nextLong(1L << 40),
                    random.nextLong(1L << 16),
                    true,
                    ByteBuffer.wrap(json.object(json.members(3)).getBytes(UTF_8)),
                    ""));
        }
        return documents;
    }

    private static StoredDocument absent(StoredDocument document, RandomGenerator random) {
        return random.nextBoolean()
                ? new StoredDocument(document.id(), null, -1, -1, false, null, "")
                : new StoredDocument(document.id(), null, -1, -1, true, null, "index_not_found_exception");
    }

    private static String document(JsonText json, StoredDocument document, boolean get) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("_index", "\"i\"");
        members.put("_id", json.string(document.id()));
        if (document.routing() != null) {
            members.put("_routing", json.string(document.routing()));
        }
        if (document.seqNo() >= 0) {
            members.put("_seq_no", Long.toString(document.seqNo()));
            members.put("_primary_term", Long.toString(document.primaryTerm()));
        }
        ByteBuffer source = document.source();
        if (source != null) {
            members.put("_source", UTF_8.decode(source.duplicate()).toString());
        }
        if (!document.error().isEmpty()) {
            members.put(
                    "error",
                    json.object(Map.of("root_cause", "[{\"type\":\"x\"}]", "type", json.string(document.error()))));
        } else if (get) {
            members.put("found", Boolean.toString(document.found()));
        }
        members.put("_score", "null");
        members.put("fields", json.object(Map.of("_source", json.value(2), "_id", json.value(1))));
        return json.object(members);
    }
}
