package io.godwit.replayer.metadata;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition in the form of the cluster that shall have it.
 *
 * @param body JSON for the request that creates it
 * @param report one line for everything that could not be kept
 */
record Transformed(ObjectNode body, List<String> report) {
    Transformed {
        report = List.copyOf(report);
    }
}
