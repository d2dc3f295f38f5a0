package io.godwit.console.verify;

import io.godwit.console.verify.CollectionCounts.Presence;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says where each collection exists, looked at again like records: creating or deleting one takes its time too. */
final class Presences {
    private final ClusterReader truth;
    private final ClusterReader copy;
    private final Rechecks rechecks;

    Presences(ClusterReader truth, ClusterReader copy, Rechecks rechecks) {
        this.truth = truth;
        this.copy = copy;
        this.rechecks = rechecks;
    }

    /** Returns when all exist on both sides or on none, or when two looks with a catch-up between them were the same. */
    Map<String, Presence> settled(Set<String> collections) throws InterruptedException {
        Map<String, Presence> before = look(collections);
        Duration pause = rechecks.pause();
        for (int round = 1; oneSided(before) && round <= rechecks.rounds(); round++) {
            Thread.sleep(pause);
            pause = Rechecking.longer(pause);
            new Follower(rechecks).await();
            Map<String, Presence> now = look(collections);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static boolean oneSided(Map<String, Presence> presences) {
        return presences.containsValue(Presence.TRUTH_ONLY) || presences.containsValue(Presence.COPY_ONLY);
    }

    private Map<String, Presence> look(Set<String> collections) {
        Set<String> atTruth = truth.names();
        Set<String> atCopy = copy.names();
        Map<String, Presence> presences = new TreeMap<>();
        for (String collection : collections) {
            presences.put(collection, presence(atTruth.contains(collection), atCopy.contains(collection)));
        }
        return presences;
    }

    private static Presence presence(boolean atTruth, boolean atCopy) {
        if (atTruth) {
            return atCopy ? Presence.BOTH : Presence.TRUTH_ONLY;
        }
        return atCopy ? Presence.COPY_ONLY : Presence.NOWHERE;
    }
}
