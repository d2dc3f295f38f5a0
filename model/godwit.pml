/*
 * Godwit's merge and swing, for spin. Run it with ./godwit model; docs/guarantees.md says what it leaves out.
 *
 * Two sides, 0 (source) and 1 (target). In epoch e clients write to side e % 2, the leader; the flow of that epoch carries
 * their writes to the other side, the follower. Operations are numbered through; a document's content is the number of the
 * operation that made it, 0 is absence. Within an epoch an operation's number since its beginning is its _seq_no, and with
 * the epoch its revision. Topics are sets: what was published may be delivered at any time, in any order, any number of
 * times, until its flow is closed. A process that is stopped is one that takes no step: nothing here has a time limit.
 *
 * Each invariant is a boolean that no run may make false. -DNAME takes away one of the means by which they are kept;
 * model/mutations says which invariant must fail then.
 */
#include "state.pml"
#include "clusters.pml"
#include "flow.pml"
#include "swing.pml"

init {
    byte k;
    atomic {
        for (k : 0 .. KEYS - 1) {
            VAL(0, k) = k + 1;
            VER(0, k) = 1;
            ownerOf[k + 1] = k;
            run cluster(k);
            run projector(k);
            run replayer(k)
        }
        ops = KEYS;
        for (k : 0 .. PROXIES - 1) { run proxy(k) }
        k = 0;
        run console();
        run verdict()
    }
}
