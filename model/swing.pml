/* The console: a swing and all that may come between, and the verdict. */

#define IS_HELD(p) (mode[p] != OPEN)
#define IS_SEALED(p) (mode[p] == SEALED)
#define IS_OPEN(p) (mode[p] == OPEN)
#define IS_THERE(p) (route[p] == logged)

#ifdef LIVE_ONLY
#define ALL_HELD IS_HELD(0)         /* the other one has not been heard of for a while */
#define ALL_SEALED IS_SEALED(0)
#define ALL_IDLE (stage[0] == IDLE)
#else
#define ALL_HELD EVERY(IS_HELD)
#define ALL_SEALED EVERY(IS_SEALED)
#define ALL_IDLE (busy == 0)
#endif
#ifdef NO_SEAL
#define SEAL HELD
#undef ALL_SEALED
#define ALL_SEALED ALL_HELD
#else
#define SEAL SEALED
#endif

#ifdef UNFENCED_LOG
#define LOG_UNFENCED true
#else
#define LOG_UNFENCED false
#endif

#define DRAINED (waiting == 0 && limbo == NOBODY && ALL_IDLE)
#ifdef UNNOTICED_RESTART
#define STILL_THERE true
#else
#define STILL_THERE !killed
#endif

/* A change that is on its lane for ever, and may be read again when its flow is opened again: nobody looks at it then. */
inline keepOne() {
#ifdef NO_HISTORY
    if
    :: true
    :: puts[0] != 0 ->
        MEMBER(puts[0]);
        left = true;
        leftTo = FOLLOWER; leftRecord = 0; leftContent = CONTENT(0, n); leftRevision = REVISION(n);
        n = 0
    fi
#else
    skip
#endif
}

/* The first request to the other side: from now on its flow carries, and the other one is closed. */
inline moveOver() {
    printf("[console] clients go to side %d, epoch %d\n", FOLLOWER, logged);
    CHECK(I1_no_loss, waiting == 0 && limbo == NOBODY);
    keepOne();
    d_step {
        for (k : 0 .. KEYS - 1) {
            puts[k] = 0; removes[k] = 0; backfill[k] = 0;
            buried[FOLLOWER * KEYS + k] = tombstone[k];
            tombstone[k] = buried[LEADER * KEYS + k];
            high[k] = 0;
            base[k] = VAL(FOLLOWER, k)
        }
        for (k : 0 .. STEP - 1) { ownerOf[k] = 0 }
        k = 0;
        epoch = logged;
        began = ops
    }
}

inline release(ep) {
    if
    :: doing == DECIDED && epoch != logged -> moveOver()
    :: else
    fi;
    printf("[proxy %d] is released\n", ep);
    route[ep] = epoch;
    mode[ep] = OPEN
}

inline restartProxy(tp) {
    printf("[proxy %d] is killed and starts again\n", tp);
    if
    :: stage[tp] == RECORDED && limbo == NOBODY ->
        limbo = record[tp]; limboRemoval = removal[tp]; publishCandidate(record[tp]); idle(tp)
    :: stage[tp] == EXECUTED -> publishCandidate(record[tp]); idle(tp)
    :: stage[tp] == IDLE
    fi;
    killed = (doing == SEALING);
#ifdef RESTART_OPEN
    mode[tp] = OPEN;
    route[tp] = logged
#else
    mode[tp] = SEALED
#endif
}

/* It is assumed that no request of a flow is on its way still when clients have left it; OVER_SWING is without that. */
#ifdef OVER_SWING
#define LANDED true
#else
#define LANDED (!flying || doing != DECIDED || epoch == logged)
#endif

#define ORDERS(p) \
    :: atomic { doing == HOLDING && mode[p] == OPEN -> mode[p] = HELD; printf("[proxy %d] holds\n", p) } \
    :: atomic { mode[p] == HELD -> mode[p] = OPEN; printf("[proxy %d] holds no longer\n", p) } \
    :: atomic { doing == SEALING && mode[p] == HELD -> mode[p] = SEAL; printf("[proxy %d] is sealed\n", p) } \
    :: atomic { LANDED && ((doing == RELEASING || doing == DECIDED || doing == FOLLOWING) && mode[p] != OPEN || \
            doing == DECIDED && route[p] != logged && stage[p] == IDLE) -> \
            release(p) } \
    :: atomic { crashes < CRASHES && stage[p] != STARTED && !(stage[p] == RECORDED && limbo != NOBODY) -> \
            crashes++; restartProxy(p) }

proctype console() {
    byte k, n;
    do
    ORDERS(0)
#if PROXIES > 1
    ORDERS(1)
#endif
    :: atomic { doing == FOLLOWING && swings < SWINGS && LISTED && !late && logged == epoch -> doing = HOLDING }
    :: atomic { doing == HOLDING && ALL_HELD && DRAINED -> doing = SEALING; killed = false }
    :: atomic { doing == SEALING && ALL_SEALED && STILL_THERE ->      /* the decision is durable */
            logged = epoch + 1; doing = DECIDED;
            printf("[console] the decision is durable\n") }
    :: atomic { doing == HOLDING || doing == SEALING || doing == DECIDED && logged != epoch ->      /* late, or wrong */
            logged = epoch; doing = RELEASING; printf("[console] it shall not be\n") }
    :: atomic { doing == DECIDED && EVERY(IS_THERE) -> doing = FOLLOWING; swings++ }
    :: atomic { doing == RELEASING && EVERY(IS_OPEN) -> doing = FOLLOWING }
    :: atomic { crashes < CRASHES && doing != RESTARTING ->
            crashes++; doing = RESTARTING; printf("[console] is killed and starts again\n") }
    :: atomic { crashes < CRASHES && doing == SEALING && ALL_SEALED && STILL_THERE ->      /* who knows whether it is durable */
            crashes++; late = true; doing = RESTARTING; printf("[console] is killed while it decides\n") }
    :: atomic { late -> late = false; logged = epoch + 1; printf("[console] that decision is in the log after all\n") }
    :: atomic { doing == RESTARTING ->                                  /* it takes the log, then reads it */
            late = late && LOG_UNFENCED;
            doing = (logged == epoch -> RELEASING : DECIDED) }
    od
}

/* It is needed, and modelled, only where requests may be late; removals of earlier epochs are history. */
#if defined(HEALED_BY_SWEEP) && !defined(NO_SWEEP)
#define SWEPT(revision) !OUTDATED(revision)
#endif
#ifdef SWEEP_HISTORY
#define SWEPT(revision) true
#endif

inline sweep(wk) {
#ifdef SWEPT
    if
    :: tombstone[wk] != 0 && SWEPT(tombstone[wk]) -> apply(FOLLOWER, wk, 0, tombstone[wk], false, false)
    :: else
    fi;
#endif
    skip
}

/* Whenever nothing is on its way, both sides are equal; so also when clients are let over, and at the end. */
proctype verdict() {
    byte k;
    do
    :: atomic { QUIET && LISTED ->
            for (k : 0 .. KEYS - 1) {
                sweep(k);
                if
                :: VAL(0, k) == VAL(1, k)
                :: VAL(0, k) != VAL(1, k) && asked < WRITES -> CHECK(I8_verdict, false)
                :: VAL(0, k) != VAL(1, k) && asked == WRITES -> CHECK(final_equality, false)
                fi
            }
            k = 0 }
    od
}
