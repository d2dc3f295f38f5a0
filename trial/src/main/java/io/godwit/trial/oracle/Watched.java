package io.godwit.trial.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of versions at the target while clients wrote.
 *
 * @param asked whether anybody looked
 * @param samples how many versions were read
 * @param wentBack what was seen that must not be, a line each
 * @param failure why nothing is being read any more
 */
public record Watched(boolean asked, long samples, List<String> wentBack, Optional<String> failure) {
    /** Nobody looked. */
    public static final Watched NOT = new Watched(false, 0, List.of(), Optional.empty());

    public Watched {
        wentBack = List.copyOf(wentBack);
    }

    /** What is wrong, a line each: who looked and saw nothing has not seen that all is well. */
    public List<String> objections() {
        List<String> objections = new ArrayList<>(wentBack);
        failure.ifPresent(why -> objections.add("versions at the target are not read any more: " + why));
        if (asked && samples == 0) {
            objections.add("not one version was read at the target");
        }
        return objections;
    }
}
