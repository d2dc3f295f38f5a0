/* Sizes, and all there is to know. */
#ifndef KEYS
#define KEYS 2          /* records, all of one shard, each there when capturing begins; at most 3 */
#endif
#ifndef WRITES
#define WRITES 2        /* requests of clients */
#endif
#ifndef PROXIES
#define PROXIES 1       /* at most 2; each has one request at a time */
#endif
#ifndef SWINGS
#define SWINGS 0
#endif
#ifndef UNKNOWNS
#define UNKNOWNS 1      /* requests whose outcome nobody recorded */
#endif
#ifndef SPURIOUS
#define SPURIOUS 0      /* records read again for another reason: repair, rescan, comparison of ids */
#endif
#ifndef CRASHES
#define CRASHES 0       /* of console and proxies together */
#endif

#define STEP 8          /* more than there are operations: KEYS + WRITES < STEP */
#define NOBODY 255

#ifdef NO_EPOCH
#define REVISION(seq) (seq)
#define OUTDATED(revision) false
#else
#define REVISION(seq) (epoch * STEP + (seq))
#define OUTDATED(revision) ((revision) < epoch * STEP)
#endif
#define LEADER (epoch & 1)
#define FOLLOWER (1 - LEADER)
#define VAL(side, k) val[(side) * KEYS + (k)]
#define VER(side, k) ver[(side) * KEYS + (k)]
#define SEQ(content) ((content) > began -> (content) - began : 0)
#define CONTENT(k, seq) ((seq) > 0 -> began + (seq) : base[k])
#define HAS(set, seq) (((set) >> (seq)) & 1)
#define ADD(set, seq) set = (set) | (1 << (seq))
#define DROP(set, seq) set = (set) & (255 - (1 << (seq)))
#define CHECK(invariant, condition) invariant = (condition); assert(invariant)
#define EVERY(what) (what(0) && (PROXIES < 2 || what(1 % PROXIES)))
#define QUIET (waiting == 0 && busy == 0 && limbo == NOBODY)
#define LISTED (epoch > 0 || unlisted == 0)

bool I1_no_loss = true, I2_no_invention = true, I3_no_resurrection = true, I4_priority = true, I5_monotone = true;
bool I8_verdict = true, final_equality = true;

/* The two clusters. */
byte val[2 * KEYS];         /* content */
byte ver[2 * KEYS];         /* version; of what is absent that of its delete, 0 when forgotten */
byte ops = 0;               /* operations executed for clients */
byte epoch = 0;             /* of the flow that is open */
byte began = 0;             /* ops when it began */
byte base[KEYS];            /* what the leader held then */
byte ownerOf[STEP];         /* the record of each operation of this epoch */

/* The topics of the open flow; bit n of a set is for _seq_no n. */
byte puts[KEYS], removes[KEYS], duePuts[KEYS], dueRemoves[KEYS];    /* edits, and those not acknowledged yet */
byte backfill[KEYS];                                                /* _seq_no that was listed */
bool listed[KEYS], dueBackfill[KEYS];
byte unlisted = KEYS;
bool candidate[KEYS];       /* to be read from the leader as it is now */
byte tombstone[KEYS];       /* what the fence knows, and whoever owns the partition next */
byte buried[2 * KEYS];      /* tombstones of the flow that is closed: each direction has its own */
byte waiting = 0;           /* what is on its way in all stages */
byte high[KEYS];            /* highest revision the follower has had; only to check against */

/* The proxies and their requests. */
mtype = { OPEN, HELD, SEALED, IDLE, RECORDED, STARTED, EXECUTED };
mtype mode[PROXIES] = OPEN, stage[PROXIES] = IDLE;
byte route[PROXIES];        /* an epoch: requests go to its leader */
byte record[PROXIES], number[PROXIES];
bool removal[PROXIES];
byte asked = 0, busy = 0, unknowns = 0;
byte touched = 0;           /* records that requests were for: the first ones */
byte limbo = NOBODY;        /* record of a request that its proxy gave up and the leader may execute yet */
bool limboRemoval;

/* The projector has found this record absent. */
byte reading = NOBODY, bound = 0;

/* One request of a replayer takes its time, perhaps for ever: the fence let it pass, others may write meanwhile. */
bool flying = false, flyingBackfill;
byte flyingTo, flyingRecord, flyingContent, flyingRevision;

/* The console. */
mtype = { FOLLOWING, HOLDING, SEALING, DECIDED, RELEASING, RESTARTING };
mtype doing = FOLLOWING;
byte logged = 0;            /* the epoch that the last decision in the log is for */
bool late = false;          /* a decision is on its way to the log, and whoever sent it has died */
bool killed = false;        /* a proxy, while proxies are sealed: it may have let go before, and starts sealed */
byte swings = 0, crashes = 0, spurious = 0;

#ifdef TOMBSTONE_AFTER_ACK
byte owed[KEYS];
#endif
#ifdef NO_HISTORY
bool left = false;          /* a change of an earlier epoch that is on the lane still, or again */
byte leftTo, leftRecord, leftContent, leftRevision;
#endif
