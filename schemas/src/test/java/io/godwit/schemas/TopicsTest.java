package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private final Topics topics = new Topics("shop", 12);

    /** Keyed by record: a merge of lanes and a look-up of tombstones need equal partition numbers. */
    @Test
    void shouldCopartitionWhatIsKeyedByRecord() {
        assertThat(List.of(
                        topics.edits(), topics.backfill(), topics.candidates(), topics.repairs(), topics.tombstones()))
                .extracting(TopicSpec::partitions)
                .containsOnly(12);
    }

    @Test
    void shouldKeepInOnePartitionWhatMustNotOvertakeItself() {
        assertThat(List.of(
                        topics.rescans(),
                        topics.gaps(),
                        topics.definitions(),
                        topics.control(),
                        topics.workflow(),
                        topics.status()))
                .extracting(TopicSpec::partitions)
                .containsOnly(1);
    }

    @Test
    void shouldNameEveryTopicOfBothDirectionsDifferently() {
        List<TopicSpec> all = new ArrayList<>(topics.all());
        all.addAll(topics.back().all());
        all.addAll(topics.migrationWide());

        assertThat(all).extracting(TopicSpec::name).doesNotHaveDuplicates().allMatch(name -> name.startsWith("shop."));
    }

    @Test
    void shouldCompactWhatIsState() {
        assertThat(List.of(topics.definitions(), topics.tombstones(), topics.listing(), topics.status()))
                .extracting(TopicSpec::config)
                .allSatisfy(config -> assertThat(config).containsEntry("cleanup.policy", "compact"));
    }

    /** Retention running out under a migration would lose writes without a word. */
    @Test
    void shouldKeepWhatIsALogForEver() {
        assertThat(List.of(topics.traffic(), topics.edits(), topics.backfill(), topics.gaps(), topics.deadLetters()))
                .extracting(TopicSpec::config)
                .allSatisfy(config -> assertThat(config)
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("retention.ms", "-1")
                        .containsEntry("retention.bytes", "-1"));
    }

    @Test
    void shouldListEachTopicOfAFlow() {
        assertThat(topics.all())
                .extracting(TopicSpec::name)
                .contains(
                        "shop.traffic",
                        "shop.edits",
                        "shop.backfill",
                        "shop.candidates",
                        "shop.repairs",
                        "shop.rescans",
                        "shop.gaps",
                        "shop.definitions",
                        "shop.tombstones",
                        "shop.listing",
                        "shop.dlq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "with space", "a/b", "ä"})
    void shouldRefuseANameThatNoTopicCanHave(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.of(name)).withMessageContaining("'" + name + "'");
    }

    @Test
    void shouldRefuseNoPartitions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Topics("shop", 0));
    }

    @Test
    void shouldNotShareItsConfig() {
        Map<String, String> config = new java.util.HashMap<>(Map.of("cleanup.policy", "delete"));
        TopicSpec spec = new TopicSpec("t", 1, config);

        config.put("cleanup.policy", "compact");

        assertThat(spec.config()).containsEntry("cleanup.policy", "delete");
    }
}
