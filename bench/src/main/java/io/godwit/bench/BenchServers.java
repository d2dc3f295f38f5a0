package io.godwit.bench;

import io.godwit.sandbox.Jvm;
import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchOptions;
import io.godwit.sandbox.SearchServer;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.SearchCluster;
import java.time.Duration;

/** A source, a broker and a target that share the machine with whoever is measured. */
final class BenchServers implements AutoCloseable {
    private static final String INDEX = "bench";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Jvm SEARCH = Jvm.fast(1024);

    final SearchServer from;
    final SearchServer to;
    final KafkaServer kafka;
    final SearchCluster fromCluster;
    final SearchCluster toCluster;
    final ProcessMeter meter;

    private BenchServers(SearchServer from, SearchServer to, KafkaServer kafka, ProcessMeter meter) {
        this.from = from;
        this.to = to;
        this.kafka = kafka;
        this.fromCluster = SearchCluster.at(from.address(), PATIENCE);
        this.toCluster = SearchCluster.at(to.address(), PATIENCE);
        this.meter = meter;
    }

    static BenchServers start(SourceKind source) {
        Children children = new Children();
        SearchServer from = children.name(
                "source",
                () -> Sandbox.startSearch(SearchOptions.of(source.version()).jvm(SEARCH)));
        SearchServer to = children.name(
                "target",
                () -> Sandbox.startSearch(SearchOptions.of(SearchVersion.OPENSEARCH_3)
                        .jvm(SEARCH)
                        // what its collector has not collected yet is no reason to refuse requests
                        .setting("indices.breaker.total.use_real_memory", "false")
                        .setting("reindex.remote.allowlist", "127.0.0.1:*")));
        KafkaServer kafka = children.name(
                "kafka", () -> Sandbox.startKafka(KafkaOptions.inProcess().jvm(Jvm.fast(512))));
        return new BenchServers(from, to, kafka, children.meter());
    }

    /** The index that is filled, at the source. */
    BenchIndex atSource() {
        return new BenchIndex(fromCluster, INDEX, typed());
    }

    /** The same at the target. */
    BenchIndex atTarget() {
        return new BenchIndex(toCluster, INDEX, false);
    }

    /** Puts so many documents of ~1 KiB into the source; returns the bytes of all of them. */
    long fill(int documents) {
        System.out.println("filling the source with " + documents + " documents");
        RawBulk filler = new RawBulk(fromCluster, atSource(), documents);
        filler.prepare();
        long bytes = filler.bytesReady();
        filler.run();
        return bytes;
    }

    /** Whether the source's paths name the mapping type. */
    boolean typed() {
        return fromCluster.flavour().typed();
    }

    /** All of them by name and version. */
    String versions() {
        return fromCluster.flavour() + " to " + toCluster.flavour() + ", kafka "
                + org.apache.kafka.common.utils.AppInfoParser.getVersion();
    }

    @Override
    public void close() {
        fromCluster.close();
        toCluster.close();
        from.close();
        to.close();
        kafka.close();
    }
}
