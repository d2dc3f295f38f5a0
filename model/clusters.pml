/* What the two clusters do, for clients and for replayers. */

/* A client's operation becomes visible: next internal version of the document. */
inline become(bs, bk, bc) {
    VAL(bs, bk) = bc;
    VER(bs, bk) = VER(bs, bk) + 1
}

/* One operation on a record after the other. */
#define SAME_STARTED(k) (stage[0] == STARTED && record[0] == (k) || \
    PROXIES > 1 && stage[1 % PROXIES] == STARTED && record[1 % PROXIES] == (k))

/* The next _seq_no is given out. Nobody's way leads from a side that clients have left. */
inline begin(gk, ga) {
    CHECK(I1_no_loss, ga == epoch);
    ops++;
    ownerOf[ops - began] = gk
}

/* A write with version_type=external_gte; refused when it is older than what is known of the record. */
inline apply(as, ak, ac, ar, ab, au) {
    if
    :: ar >= VER(as, ak) || au ->
        printf("[side %d] takes record %d, content %d, revision (%d, %d)\n", as, ak, ac, (ar) / STEP, (ar) % STEP);
        if
        :: ac != VAL(as, ak) -> judge(as, ak, ac, ar, ab)
        :: else
        fi;
        VAL(as, ak) = ac;
        VER(as, ak) = ar;
        if
        :: as == FOLLOWER && ar > high[ak] -> high[ak] = ar
        :: else
        fi
    :: else -> printf("[side %d] refuses record %d, revision (%d, %d)\n", as, ak, (ar) / STEP, (ar) % STEP)
    fi
}

/* It changes something: may it? */
inline judge(js, jk, jc, jr, jb) {
    if
    :: OUTDATED(jr) || (js == FOLLOWER && jr < high[jk]) ->
#ifndef HEALED_BY_SWEEP
        if
        :: VAL(js, jk) == 0 -> CHECK(I3_no_resurrection, false)
        :: VAL(js, jk) != 0 && jb -> CHECK(I4_priority, false)
        :: VAL(js, jk) != 0 && !jb -> CHECK(I5_monotone, false)
        fi
#else
        skip
#endif
    :: else ->
#ifndef NO_EPOCH
        CHECK(I2_no_invention, jc <= ops &&
            (jc == 0 || jr == epoch * STEP || ownerOf[jr - epoch * STEP] == jk))
#else
        skip
#endif
    fi
}

/*
 * A cluster forgets the version of a delete: gc_deletes, a shard that moves, a node that starts anew. It is assumed not to
 * while a request of that revision or an older one is on its way to it; LATE_REQUEST is without that assumption.
 */
#ifdef LATE_REQUEST
#define AWAITED(side, k) false
#else
#define AWAITED(side, k) (flying && flyingTo == (side) && flyingRecord == (k) && flyingRevision <= VER(side, k))
#endif
#ifdef NEVER_FORGET
#define FORGETTABLE(side, k) false
#else
#define FORGETTABLE(side, k) (VAL(side, k) == 0 && VER(side, k) != 0 && !AWAITED(side, k))
#endif

proctype cluster(byte k) {
    byte n;
    do
    :: atomic { FORGETTABLE(FOLLOWER, k) -> VER(FOLLOWER, k) = 0;
            printf("[side %d] forgets the delete of record %d\n", FOLLOWER, k) }
    :: atomic { epoch > 0 && FORGETTABLE(LEADER, k) -> VER(LEADER, k) = 0;
            printf("[side %d] forgets the delete of record %d\n", LEADER, k) }
    :: atomic { limbo == k && !SAME_STARTED(k) ->    /* what a proxy gave up is executed after all */
            begin(k, epoch);
            n = (limboRemoval -> 0 : ops);
            become(LEADER, k, n);
            n = 0;
            printf("[side %d] executes what was given up: operation %d\n", LEADER, ops);
            limbo = NOBODY; limboRemoval = false }
    :: atomic { limbo == k -> limbo = NOBODY; limboRemoval = false }
    od
}
