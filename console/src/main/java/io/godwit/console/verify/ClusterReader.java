package io.godwit.console.verify;

import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Everything that is read from one side. Reads only, apart from a refresh. Thread-safe. */
final class ClusterReader {
    private static final int FIRST_MAJOR = 6;

    private final Party party;
    private final SearchCluster cluster;
    private final Flavour flavour;
    private final Contexts contexts;
    private final long seed;

    private ClusterReader(Party party, SearchCluster cluster, Flavour flavour, long seed) {
        this.party = party;
        this.cluster = cluster;
        this.flavour = flavour;
        this.contexts = new Contexts(cluster);
        this.seed = seed;
    }

    /** Asks what kind of server it is; one whose revisions cannot be read is a {@link ReadFailedException}. */
    static ClusterReader connect(Party party, SearchCluster cluster, long seed) {
        Flavour flavour = cluster.flavour();
        boolean old = flavour.product() == Flavour.Product.ELASTICSEARCH && flavour.major() < FIRST_MAJOR;
        if (old || !flavour.sequenced()) {
            throw new ReadFailedException(
                    "the " + party.text() + " is " + flavour
                            + "; must be Elasticsearch 6.7 or later or OpenSearch, because older ones tell no sequence numbers");
        }
        return new ClusterReader(party, cluster, flavour, seed);
    }

    Party party() {
        return party;
    }

    SearchCluster cluster() {
        return cluster;
    }

    /** All collections that can be read, whatever they are for: a closed one cannot. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        // hidden ones included, which Elasticsearch 6 does not know
        String hidden = flavour.typed() ? "" : "&expand_wildcards=all";
        JsonNode all = cluster.get("/_cat/indices?format=json&h=index,status" + hidden)
                .orRefuse()
                .json();
        for (JsonNode each : all) {
            if (!each.path("status").asString("").equals("close")) {
                names.add(each.path("index").asString(""));
            }
        }
        return names;
    }

    /** Empty if it does not exist. */
    Optional<IndexFacts> facts(String collection) {
        String path = "/" + SearchPath.encode(collection);
        SearchAnswer answer = cluster.get(path + "/_settings?flat_settings=true");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        JsonNode settings = answer.orRefuse().json().path(collection).path("settings");
        if (settings.isMissingNode()) {
            throw new ReadFailedException("'" + collection + "' is an alias at the " + party.text()
                    + "; must be the name of an index, because an alias may move while it is read");
        }
        JsonNode count = cluster.get(path + "/_count").orRefuse().json();
        JsonNode stats = cluster.get(path + "/_stats/store").orRefuse().json();
        return Optional.of(new IndexFacts(
                settings.path("index.uuid").asString(""),
                Integer.parseInt(settings.path("index.number_of_shards").asString("1")),
                count.path("count").asLong(0),
                stats.path("_all")
                        .path("primaries")
                        .path("store")
                        .path("size_in_bytes")
                        .asLong(0)));
    }

    /** Makes everything written so far visible to searches, on all shards. */
    void refresh(String collection) {
        JsonNode shards = cluster.post("/" + SearchPath.encode(collection) + "/_refresh", "")
                .orRefuse()
                .json()
                .path("_shards");
        if (shards.path("failed").asInt(-1) != 0 || shards.path("successful").asInt(0) < 1) {
            throw new ReadFailedException(collection + " was not refreshed on all shards: " + shards);
        }
    }

    /** The documents of a slice, each handed to {@code sink} when its page is read. */
    Pages pages(String collection, Slice slice, int size, EntrySink sink) {
        if (flavour.pointInTime()) {
            PageReader reader = PageReader.ofSearches(collection, seed, sink);
            return new PointInTimePages(contexts, new SearchPages(cluster, collection, reader), slice, size);
        }
        PageReader reader = PageReader.ofScroll(collection, seed, sink);
        return new ScrollPages(contexts, new SearchPages(cluster, collection, reader), slice, size);
    }

    void closeContexts() {
        contexts.closeLeft();
    }
}
