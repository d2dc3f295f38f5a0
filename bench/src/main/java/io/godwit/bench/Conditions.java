package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * Which code is measured, and how busy the machine is otherwise: to be asked for before the measuring begins, for both may be
 * others when it is over.
 */
record Conditions(Commit commit, String load) {

    static Conditions now() {
        return new Conditions(Commit.here(), Machine.load());
    }

    /** @param own what only this benchmark was measured with */
    List<Fact> with(String servers, List<Fact> own) {
        List<Fact> facts = new ArrayList<>(own);
        facts.add(new Fact("servers", servers));
        facts.add(new Fact("load before", load));
        if (!commit.clean()) {
            facts.add(new Fact("source tree", "with changes that are not in the commit"));
        }
        return facts;
    }
}
