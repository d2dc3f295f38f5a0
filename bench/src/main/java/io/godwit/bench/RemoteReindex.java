package io.godwit.bench;

import io.godwit.search.SearchCluster;
import java.net.URI;
import java.time.Duration;

/** The target's own {@code _reindex} from the remote source, 5,000 a page. */
final class RemoteReindex implements Contender {
    static final String NAME = "_reindex";

    private final SearchCluster target;
    private final URI source;
    private final BenchIndex index;

    RemoteReindex(SearchCluster target, URI source, BenchIndex index) {
        this.target = target;
        this.source = source;
        this.index = index;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "the target's _reindex from remote, size 5,000";
    }

    @Override
    public void prepare() {
        index.remake();
    }

    @Override
    public long run() {
        String request = """
                {"source":{"remote":{"host":"%s","socket_timeout":"5m"},"index":"%s","size":5000},"dest":{"index":"%s"}}""".formatted(source, index.name(), index.name());
        try (SearchCluster patient = SearchCluster.at(target.address(), Duration.ofMinutes(30))) {
            patient.post("/_reindex?wait_for_completion=true", request).orRefuse();
        }
        return index.count();
    }
}
