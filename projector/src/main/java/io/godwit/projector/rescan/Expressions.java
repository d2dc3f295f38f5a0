package io.godwit.projector.rescan;

import io.godwit.projector.source.Patience;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which collections an expression of a request names: an index, an alias, a wildcard, several of them. */
final class Expressions {
    private static final Logger LOG = LoggerFactory.getLogger(Expressions.class);
    private static final int NOT_FOUND = 404;

    private final SearchCluster cluster;
    private final Patience patience;

    Expressions(SearchCluster cluster, Patience patience) {
        this.cluster = cluster;
        this.patience = patience;
    }

    /** Those of {@code known} that are named; all of them by nothing, and by what the cluster cannot read. */
    Set<String> collections(String expression, Set<String> known) {
        if (expression.isEmpty()) {
            return known;
        }
        String path = "/" + SearchPath.encode(expression).replace("%2C", ",")
                + "/_settings/index.uuid?ignore_unavailable=true&expand_wildcards=all";
        SearchAnswer answer = patience.ask("collections of " + expression, () -> {
            SearchAnswer resolved = cluster.get(path);
            return isFinal(resolved.status()) ? resolved : resolved.orRefuse();
        });
        if (answer.status() == NOT_FOUND) {
            return Set.of();
        }
        if (!answer.ok()) {
            LOG.atInfo()
                    .addKeyValue("expression", expression)
                    .addKeyValue("status", answer.status())
                    .log("expression not understood, taken for all collections");
            return known;
        }
        Set<String> named = new TreeSet<>(answer.json().propertyNames());
        named.retainAll(known);
        return named;
    }

    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && status != 429;
    }
}
