package io.godwit.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a verification is divided; written down before anything is read, so that a later attempt divides it the same way.
 *
 * @param format of the files, this one included
 * @param seed of all hashes
 * @param truth address
 * @param copy address
 */
record RunPlan(int format, long seed, String truth, String copy, List<Collection> collections) {
    static final int FORMAT = 1;

    RunPlan {
        collections = List.copyOf(collections);
    }

    /**
     * One collection.
     *
     * @param number names its directory
     * @param partitions of each of its files
     * @param truth null when it does not exist there
     * @param copy null when it does not exist there
     */
    record Collection(
            String name,
            int number,
            int partitions,
            @Nullable Division truth,
            @Nullable Division copy) {

        Optional<Division> division(Party party) {
            return Optional.ofNullable(
                    switch (party) {
                        case TRUTH -> truth;
                        case COPY -> copy;
                    });
        }
    }

    /**
     * How one side's documents are read.
     *
     * @param uuid of the index that is divided
     * @param expected documents when it was counted
     */
    record Division(String uuid, int slices, int pageSize, long expected) {}

    /** This plan with a collection instead of the one of the same number, or in addition. */
    RunPlan with(Collection collection) {
        List<Collection> all = new ArrayList<>(collections);
        all.removeIf(other -> other.number() == collection.number());
        all.add(collection);
        return new RunPlan(format, seed, truth, copy, all);
    }
}
