package io.godwit.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.role.ReplayLimits;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.Selection;
import io.godwit.replayer.metadata.Peers;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A way back whose topics hold what was left when it was last in use. While it is armed, clients write to the other side
 * and this one follows: what it reads now is older than what it reads once they have come.
 */
class ArmedFlowIT {
    private static final int EPOCH = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String prefix = "armed-" + Long.toString(System.nanoTime(), 36) + "-";
    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final SearchCluster here =
            SearchCluster.at(Sandbox.search(SearchVersion.OPENSEARCH_3).address());
    private final SearchCluster clientsAre =
            SearchCluster.at(Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address());
    private final Topics topics = Topics.of(prefix + "migration").back();
    private final Wire wire = Wire.embedded();

    @TempDir
    private Path state;

    private CarriedFlow flow;

    @BeforeEach
    void prepare() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.all());
        }
        FlowParts parts = new FlowParts(
                kafka,
                topics,
                wire,
                Side.TARGET,
                here,
                here.flavour(),
                clientsAre,
                clientsAre.flavour(),
                new Selection(List.of(prefix + "*"), List.of()));
        flow = new CarriedFlow(
                parts,
                new LocalProjecting(parts, state, true, true),
                new LocalReplaying(parts, Peers.NONE, true),
                new ReplayLimits(0, 2),
                true);
    }

    @AfterEach
    void end() {
        flow.end();
        here.delete("/" + prefix + "*");
        clientsAre.delete("/" + prefix + "*");
        here.close();
        clientsAre.close();
    }

    @Test
    void shouldReadWhatIsLeftOnItsTopicsOnlyOnceItIsOpen() {
        String listed = prefix + "listed";
        String rescanned = prefix + "rescanned";
        for (String index : List.of(listed, rescanned)) {
            write(index, "before the swing");
        }
        publish(topics.candidates(), Candidate.class, candidate(listed));
        publish(topics.rescans(), Rescan.class, rescan(rescanned));

        flow.arm(EPOCH);
        try (Lags lags = Lags.open(kafka)) {
            assertThat(List.of(topics.rescansGroup(), topics.reprojectionGroup(), topics.replayerGroup()))
                    .allSatisfy(group -> assertThat(lags.of(group, List.of()).members())
                            .as(group)
                            .isZero());
        }
        Revision ofListed = write(listed, "written last");
        Revision ofRescanned = write(rescanned, "written last");
        flow.open(EPOCH);

        assertThat(flow.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(revision(listed)).isEqualTo(ofListed);
        assertThat(revision(rescanned)).isEqualTo(ofRescanned);
    }

    /** As a client does, and as what follows it at this side; returns the revision of the latter. */
    private Revision write(String index, String text) {
        String body = "{\"text\":\"" + text + "\"}";
        clientsAre.put("/" + index + "/_doc/1", body).orRefuse();
        JsonNode written = here.put("/" + index + "/_doc/1", body).orRefuse().json();
        return Revision.of(
                EPOCH,
                written.path("_primary_term").asLong(),
                written.path("_seq_no").asLong());
    }

    private Revision revision(String index) {
        return new Revision(clientsAre
                .get("/" + index + "/_doc/1")
                .orRefuse()
                .json()
                .path("_version")
                .asLong());
    }

    private static Candidate candidate(String index) {
        return Candidate.newBuilder()
                .setCollection(index)
                .setId("1")
                .setReason(Reason.MANUAL)
                .setOccurredAt(System.currentTimeMillis())
                .build();
    }

    private static Rescan rescan(String index) {
        return Rescan.newBuilder()
                .setCollection(index)
                .setRemovals(false)
                .setDefinition(false)
                .setReason("left over")
                .setOccurredAt(System.currentTimeMillis())
                .build();
    }

    private <T extends SpecificRecord> void publish(TopicSpec topic, Class<T> type, T value) {
        try (Publisher<T> publisher = Publisher.open(
                kafka, PublisherSettings.lowLatency(topic.name()), wire.format(topic.name(), type)::encode)) {
            publisher.publish("left over", value).join();
        }
    }
}
