package io.godwit.app.role;

import io.godwit.schemas.Side;
import java.util.List;

/** What is asked of projectors and replayers, and with what. */
final class Questions {
    static final String PUBLISH_DEFINITIONS = "publish-definitions";
    static final String RESOLVED = "resolved";
    static final String AWAIT_RESOLVED = "await-resolved";
    static final String COLLECTIONS = "collections";
    static final String AWAIT_DEFINITIONS = "await-definitions";
    static final String DEFINITIONS_SETTLED = "definitions-settled";
    static final String REFRESH = "refresh";
    static final String SWEEP = "sweep";
    static final String RETIRED = "retired";

    private Questions() {}

    /**
     * About one flow.
     *
     * @param from the side whose writes it carries
     * @param epoch that it must be prepared for
     * @param names collections, or generations
     * @param collection one of them
     * @param atMostMs how long it may take
     */
    record About(Side from, int epoch, List<String> names, String collection, long atMostMs) {
        static About flow(Side from, int epoch, long atMostMs) {
            return new About(from, epoch, List.of(), "", atMostMs);
        }
    }
}
