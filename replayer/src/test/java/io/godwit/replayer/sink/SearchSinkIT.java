package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.replayer.Changes;
import io.godwit.replayer.Target;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.search.SearchCluster;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SearchSinkIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Nested
    class OpenSearch3 extends Search {
        OpenSearch3() {
            super(SearchVersion.OPENSEARCH_3);
        }

        @Test
        void shouldSayThatNothingWasTakenWhenNobodyAnswers() {
            try (RecordingRelay relay = RecordingRelay.to(target.cluster.address());
                    SearchCluster way = SearchCluster.at(relay.address())) {
                relay.refuse();

                RecordSink.Written written = new SearchSink(way, _ -> null)
                        .write(List.of(Changes.put("any", "1", 1, "{}"), Changes.remove("any", "2", 1)))
                        .join();

                assertThat(written.answered()).isFalse();
                assertThat(written.outcomes())
                        .hasSize(2)
                        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Unavailable.class));
            }
        }
    }

    @Nested
    class Elasticsearch6 extends Search {
        Elasticsearch6() {
            super(SearchVersion.ELASTICSEARCH_6_8);
        }
    }

    abstract static class Search implements RecordSinkContract {
        final Target target;

        Search(SearchVersion version) {
            this.target = new Target(Sandbox.search(version).address(), version);
        }

        @Override
        public RecordSink sink() {
            return new SearchSink(target.cluster, _ -> target.typed ? "_doc" : null);
        }

        @Override
        public String collection() {
            String name = "sink-" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
            target.create(
                    name,
                    "\"number_of_shards\":1,\"number_of_replicas\":0",
                    "{\"properties\":{\"n\":{\"type\":\"integer\"}}}");
            return name;
        }

        @Override
        public void block(String collection, boolean blocked) {
            target.setting(collection, "\"index.blocks.write\":" + blocked);
        }

        @Override
        public void hide(String collection) {
            target.setting(collection, "\"index.refresh_interval\":\"-1\"");
        }

        @Override
        public long found(String collection) {
            return target.cluster
                    .get("/" + collection + "/_count")
                    .orRefuse()
                    .json()
                    .path("count")
                    .asLong();
        }

        @Override
        public Map<String, String> bodies(String collection) {
            Map<String, String> bodies = new TreeMap<>();
            target.documents(collection)
                    .forEach((id, stored) -> bodies.put(id, stored.source().toString()));
            return bodies;
        }
    }
}
