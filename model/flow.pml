/* From a client's request to the other side: proxies, projector, replayers. */

inline publishPut(pk, pn) {
    if
    :: !HAS(duePuts[pk], pn) && !HAS(puts[pk], pn) -> ADD(puts[pk], pn); ADD(duePuts[pk], pn); waiting++
    :: else
    fi
}

inline publishRemove(rk, rn) {
    /* the leader has nothing of that revision or older, else this would remove it */
    CHECK(I2_no_invention, VAL(LEADER, rk) == 0 || SEQ(VAL(LEADER, rk)) > rn);
    if
    :: !HAS(dueRemoves[rk], rn) && !HAS(removes[rk], rn) -> ADD(removes[rk], rn); ADD(dueRemoves[rk], rn); waiting++
    :: else
    fi
}

inline publishCandidate(ck) {
    if
    :: !candidate[ck] -> candidate[ck] = true; waiting++
    :: else
    fi
}

inline idle(ip) {
    stage[ip] = IDLE; record[ip] = 0; number[ip] = 0; removal[ip] = false; busy--
}

/* All records are alike at first: one that no request was for is as good as any other. */
inline chooseRecord(hk) {
    if
    :: hk = 0
    :: KEYS > 1 && touched > 0 -> hk = 1
    :: KEYS > 2 && touched > 1 -> hk = 2
    fi;
    if
    :: touched == hk -> touched++
    :: else
    fi
}

proctype proxy(byte p) {
    byte n;
    do
    :: atomic { mode[p] == OPEN && stage[p] == IDLE && asked < WRITES ->    /* the intent is durable after this */
            asked++; busy++;
            stage[p] = RECORDED;
            chooseRecord(record[p]);
            if
            :: removal[p] = true
            :: removal[p] = false
            fi;
            printf("[proxy %d] admits a request for record %d, removal: %d\n", p, record[p], removal[p]) }
    :: atomic { stage[p] == RECORDED && !SAME_STARTED(record[p]) ->         /* it has its _seq_no, nobody sees it yet */
            begin(record[p], route[p]);
            number[p] = ops;
            stage[p] = STARTED;
            printf("[side %d] gives operation %d its _seq_no\n", route[p] & 1, ops) }
    :: atomic { stage[p] == STARTED ->                                      /* done; the client has its answer */
            n = (removal[p] -> 0 : number[p]);
            become((route[p] & 1), record[p], n);
            n = 0;
            stage[p] = EXECUTED;
            printf("[side %d] has executed operation %d\n", route[p] & 1, number[p]) }
    :: atomic { stage[p] == EXECUTED ->                                     /* the answer tells all */
            if
            :: removal[p] -> n = number[p] - began; publishRemove(record[p], n)
            :: else -> n = number[p] - began; publishPut(record[p], n)
            fi;
            n = 0;
            printf("[proxy %d] records the whole answer: a change\n", p);
            idle(p) }
    :: atomic { stage[p] == EXECUTED ->                                     /* partial update, script, no answer */
            publishCandidate(record[p]);
            printf("[proxy %d] records that record %d must be read\n", p, record[p]);
            idle(p) }
    :: atomic { stage[p] == RECORDED && unknowns < UNKNOWNS && limbo == NOBODY ->   /* given up: killed, timed out */
            unknowns++;
            limbo = record[p]; limboRemoval = removal[p];
#ifdef TRUST_INTENT
            n = ops - began + 1;
            if
            :: removal[p] -> publishRemove(record[p], n)
            :: else -> publishPut(record[p], n)
            fi;
            n = 0;
#endif
            publishCandidate(record[p]);
            printf("[proxy %d] gives up, the side may go on\n", p);
            idle(p) }
#ifdef NO_INTENT
    :: atomic { stage[p] == EXECUTED -> CHECK(I1_no_loss, false) }          /* killed before it recorded anything */
#endif
    od
}

#ifdef NO_SETTLE
#define IS_SETTLED(p) true
#else
#define IS_SETTLED(p) (stage[p] != STARTED || number[p] - began > bound)
#endif
#define LAST_READING(k) (limbo != (k))      /* no write that may still be executed */

inline read(dk) {
    if
#ifdef READ_ONCE
    :: true -> candidate[dk] = false
#else
    :: LAST_READING(dk) -> candidate[dk] = false
    :: else -> waiting++
#endif
    fi
}

proctype projector(byte k) {
    byte n;
    do
    :: atomic { epoch == 0 && !listed[k] ->                                 /* the listing comes to it */
            listed[k] = true; unlisted--;
            printf("[listing] comes to record %d, content %d\n", k, VAL(0, k));
            if
            :: VAL(0, k) != 0 -> backfill[k] = VAL(0, k); dueBackfill[k] = true; waiting++
            :: else
            fi }
    :: atomic { candidate[k] && VAL(LEADER, k) != 0 ->
            read(k);
            n = SEQ(VAL(LEADER, k)); publishPut(k, n); n = 0;
            printf("[projector] reads record %d: content %d\n", k, VAL(LEADER, k));
            waiting-- }
    :: atomic { candidate[k] && VAL(LEADER, k) == 0 && reading == NOBODY -> /* absent: the bound of its shard ... */
            read(k);
            reading = k; bound = ops - began;
            printf("[projector] finds record %d absent; the shard stands at %d\n", k, bound) }
    :: atomic { reading == k && EVERY(IS_SETTLED) ->                            /* ... and once more */
            if
#ifndef REVISION_AFTER_READ
            :: VAL(LEADER, k) != 0 -> n = SEQ(VAL(LEADER, k)); publishPut(k, n); n = 0
            :: else -> publishRemove(k, bound)
#else
            :: true -> n = ops - began; publishRemove(k, n); n = 0
#endif
            fi;
            printf("[projector] reads record %d once more: content %d\n", k, VAL(LEADER, k));
            reading = NOBODY; bound = 0; waiting-- }
    :: atomic { reading == k ->                                             /* it died */
            reading = NOBODY; bound = 0; waiting--;
            publishCandidate(k) }
    :: atomic { spurious < SPURIOUS && !candidate[k] && doing == FOLLOWING -> spurious++; publishCandidate(k) }
    od
}

#ifdef NO_FENCE
#define FENCED(k, revision) false
#else
#define FENCED(k, revision) (tombstone[k] > (revision))
#endif

/* Before a Remove is sent. */
inline bury(yk, yr) {
#ifndef NO_TOMBSTONE
    if
#ifdef TOMBSTONE_AFTER_ACK
    :: yr > owed[yk] -> owed[yk] = yr
#else
    :: yr > tombstone[yk] -> tombstone[yk] = yr
#endif
    :: else
    fi
#else
    skip
#endif
}

inline send(sk, sc, sr, sb) {
    printf("[replayer] sends record %d, content %d, revision (%d, %d)\n", sk, sc, (sr) / STEP, (sr) % STEP);
    flying = true;
    flyingTo = FOLLOWER; flyingRecord = sk; flyingContent = sc; flyingRevision = sr;
    flyingBackfill = sb
}

inline landed() {
    flying = false;
    flyingTo = 0; flyingRecord = 0; flyingContent = 0; flyingRevision = 0; flyingBackfill = false
}

#define MEMBER(set) \
    if :: HAS(set, 0) -> n = 0 :: HAS(set, 1) -> n = 1 :: HAS(set, 2) -> n = 2 :: HAS(set, 3) -> n = 3 \
       :: HAS(set, 4) -> n = 4 :: HAS(set, 5) -> n = 5 :: HAS(set, 6) -> n = 6 :: HAS(set, 7) -> n = 7 fi

#ifdef PLAIN_BACKFILL
#define WITHOUT_VERSION true
#else
#define WITHOUT_VERSION false
#endif
#ifdef CHECK_THEN_WRITE
#define SEEN_BEFORE(k, revision) ((revision) >= VER(FOLLOWER, k))
#define BLINDLY true
#else
#define SEEN_BEFORE(k, revision) true
#define BLINDLY false
#endif

#define EDIT(set) MEMBER(set); revision = REVISION(n); content = CONTENT(k, n)
#define OLD_PUT revision = REVISION(backfill[k]); content = CONTENT(k, backfill[k])
#define CLEAR n = 0; revision = 0; content = 0

proctype replayer(byte k) {
    byte n, revision, content;
    do
    :: atomic { puts[k] != 0 ->                                             /* an edit, the first or the tenth time */
            EDIT(puts[k]);
            if
            :: FENCED(k, revision)
            :: else -> apply(FOLLOWER, k, content, revision, false, false)
            fi;
            if
            :: HAS(duePuts[k], n) -> DROP(duePuts[k], n); waiting--
            :: else
            fi;
            CLEAR }
    :: atomic { removes[k] != 0 ->
            EDIT(removes[k]);
            bury(k, revision);
            apply(FOLLOWER, k, 0, revision, false, false);
            if
            :: HAS(dueRemoves[k], n) -> DROP(dueRemoves[k], n); waiting--
            :: else
            fi;
            CLEAR }
    :: atomic { backfill[k] != 0 ->
            OLD_PUT;
            if
            :: FENCED(k, revision)
            :: else -> apply(FOLLOWER, k, content, revision, true, WITHOUT_VERSION)
            fi;
            if
            :: dueBackfill[k] -> dueBackfill[k] = false; waiting--
            :: else
            fi;
            CLEAR }
    :: atomic { !flying && puts[k] != 0 ->                                  /* the same, and the answer takes its time */
            EDIT(puts[k]);
            if
            :: !FENCED(k, revision) && SEEN_BEFORE(k, revision) -> send(k, content, revision, false)
            :: else
            fi;
            CLEAR }
    :: atomic { !flying && removes[k] != 0 ->
            EDIT(removes[k]);
            bury(k, revision);
            if
            :: SEEN_BEFORE(k, revision) -> send(k, 0, revision, false)
            :: else
            fi;
            CLEAR }
    :: atomic { !flying && backfill[k] != 0 ->
            OLD_PUT;
            if
            :: !FENCED(k, revision) && SEEN_BEFORE(k, revision) -> send(k, content, revision, true)
            :: else
            fi;
            CLEAR }
    :: atomic { flying && flyingRecord == k ->
            apply(flyingTo, k, flyingContent, flyingRevision, flyingBackfill, BLINDLY);
            printf("[replayer] a request arrives late\n");
            landed() }
    :: atomic { flying && flyingRecord == k -> landed() }                   /* it never arrives */
#ifdef TOMBSTONE_AFTER_ACK
    :: atomic { owed[k] != 0 -> tombstone[k] = (owed[k] > tombstone[k] -> owed[k] : tombstone[k]); owed[k] = 0 }
    :: atomic { owed[k] != 0 -> owed[k] = 0 }                               /* killed in between */
#endif
#ifdef LATE_TOMBSTONE
    /* one who was stopped writes the older tombstone last, the topic is compacted, the partition gets another owner */
    :: atomic { flying && flyingRecord == k && flyingTo == FOLLOWER && flyingContent == 0 && tombstone[k] > flyingRevision ->
            tombstone[k] = flyingRevision;
            printf("[replayer] one that was stopped writes its tombstone, (%d, %d)\n", epoch, flyingRevision % STEP) }
#endif
#ifdef NO_HISTORY
    :: atomic { left && leftRecord == k && leftTo == FOLLOWER && OUTDATED(leftRevision) && !FENCED(k, leftRevision) ->
            apply(leftTo, k, leftContent, leftRevision, false, false) }
#endif
    od
}
