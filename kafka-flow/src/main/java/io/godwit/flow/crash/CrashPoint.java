package io.godwit.flow.crash;

import java.util.List;
import java.util.Locale;

/**
 * The places of the product where a process may die between two effects, each of which somebody outside can see: on a
 * topic, at a cluster, on a disk. Wherever it dies, the next start makes both true or neither, and no invariant breaks.
 * These names let a test die exactly there.
 *
 * <p>Armed by the system property {@value #PROPERTY} alone, as {@code NAME} or {@code NAME:N}, which is read once: the
 * process halts, as if it had been killed, when the point is passed for the N-th time. No file and no topic can arm one. Not
 * armed, a pass costs nothing: the compiler drops it. Thread-safe.
 */
public enum CrashPoint {
    /**
     * Kafka has the whole request | the side gets its last piece. The client has no answer and nothing was executed: a
     * projection that took the intent for the write would invent one (I2).
     */
    KAFKA_ACK_BEFORE_FORWARD("capture-proxy"),
    /**
     * The side gets the last piece | its answer is read. The write is executed, maybe only after the next start, and no
     * outcome will ever be recorded: only the intent keeps it from being lost (I1).
     */
    FORWARD_BEFORE_ANSWER("capture-proxy"),
    /**
     * The side has answered | Kafka has the outcome. The revision that the answer told is lost: it must be read from the
     * source, or an acknowledged write is missing at the target (I1).
     */
    ANSWER_BEFORE_OUTCOME("capture-proxy"),
    /**
     * The barrier of a hold is in Kafka | whoever ordered the hold knows of it. Clients were held and nobody may take that
     * for a swing: released to no side, or to both, their writes would be lost or in no order (I1, I5).
     */
    BARRIER_BEFORE_HELD("capture-proxy"),
    /**
     * The proxy's route is the other side | what it holds is resumed. The next start must find the side that was decided,
     * else clients write to the one that nobody follows any more (I1).
     */
    ROUTE_BEFORE_RESUME("capture-proxy"),
    /**
     * A gap lies on disk | Kafka has it. The client may have its answer: forgotten by the next start, its write would be
     * lost and the verdict green (I1, I8).
     */
    GAP_ON_DISK_BEFORE_KAFKA("capture-proxy"),

    /**
     * Records are acknowledged, their outcomes final | their offsets are committed. They are delivered again, and must
     * change nothing the second time (I3, I5).
     */
    ACKNOWLEDGED_BEFORE_COMMIT("replayer", "projector"),
    /**
     * Offsets are committed | more is polled. What was delivered and is not finished lies behind them: a commit that
     * covered one of these would lose it (I1).
     */
    COMMIT_BEFORE_POLL("replayer", "projector"),
    /**
     * A dead letter is in Kafka | its record is acknowledged. It is given up twice and must count as one record that
     * differs, until it is repaired (I8, I12).
     */
    DEAD_LETTER_BEFORE_ACKNOWLEDGE("replayer", "projector"),

    /**
     * The target has applied a change | it is acknowledged, as are those that came with it. All of them are written again:
     * none may replace what became newer meanwhile (I5).
     */
    APPLIED_BEFORE_ACKNOWLEDGE("replayer"),
    /**
     * Tombstones are durable | the target gets the removals. The target still has the records, and the tombstones refuse
     * older writes: the removal must come again (I1, I3).
     */
    TOMBSTONE_BEFORE_DELETE("replayer"),
    /**
     * The target has taken some changes of a request and not the others | these are sent again. They wait in memory only:
     * committed with their neighbours they would be lost (I1).
     */
    REFUSED_BEFORE_RETRY("replayer"),
    /**
     * An index of a retired generation is removed | it is made anew. A write that finds no index must wait, not have one
     * made for it by the target, with guessed mappings (I2).
     */
    INDEX_REMOVED_BEFORE_MADE("replayer"),
    /**
     * New fields are in the mapping | the aliases are set. The next start must do the rest, although the index is there
     * and carries its mark (I6).
     */
    MAPPING_BEFORE_ALIASES("replayer"),
    /**
     * A request of a sweep has asserted its tombstones | the next one does, or the comparison begins. A verification
     * that took the rest for swept could call a side equal on which a record has come back (I3, I8).
     */
    SWEEP_HALF_DONE("replayer"),

    /**
     * The changes of an exchange are sent to the lanes | Kafka Streams commits what they came of. The exchange is
     * interpreted again and must yield the same revisions (I2, I5).
     */
    CHANGES_BEFORE_STREAMS_COMMIT("projector"),
    /**
     * The documents of a range are on the lane | the listing topic says so. The range is listed again; remembered first,
     * it could be missing for ever (I1, I6).
     */
    RANGE_BEFORE_LISTING("projector"),
    /**
     * What a rescan found is published | the rescan is acknowledged. It is carried out again; acknowledged first, the
     * verdict could turn green before its changes are there (I8).
     */
    RESCAN_BEFORE_ACKNOWLEDGE("projector"),
    /**
     * Candidates of a page of compared ids are published | those of the next page are. A comparison that is taken for
     * done leaves removed records at the target (I3, I8).
     */
    ID_DIFF_HALF_DONE("projector"),
    /**
     * Some definitions that have changed are published | the others are. The next start must compare anew: a generation
     * that is never published keeps all changes of its collection waiting (I1).
     */
    DEFINITIONS_HALF_DONE("projector"),

    /**
     * The way back is armed and the proxies sealed | the swing is decided. The next start must let clients go to where they
     * were, and the flow that was armed must write nothing there meanwhile (I2, I5).
     */
    ARMED_BEFORE_DECIDED("console"),
    /**
     * The decision is in the log | the proxies let clients go. The next start finds either that it counts, or that
     * writes were recorded after it: two sides that are both written to would never be equal again (I5, I9).
     */
    DECIDED_BEFORE_RELEASED("console"),
    /**
     * The log says that a step has begun | the step does anything. It must begin once more, and take nothing for done
     * (I6).
     */
    STARTED_BEFORE_STEP("console"),
    /**
     * Both sides were compared and the dead letters settled | the log has the result. No verdict may rest on a comparison
     * that nobody recorded (I8).
     */
    VERIFIED_BEFORE_LOGGED("console");

    /** The system property that arms one point. */
    public static final String PROPERTY = "godwit.crash.at";

    private final String roles;

    CrashPoint(String... roles) {
        this.roles = String.join(",", roles);
    }

    /** Its name in the property and in reports: {@code kafka-ack-before-forward}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The roles that pass it, by the names of their commands. */
    public List<String> roles() {
        return List.of(roles.split(","));
    }

    /** Between the two effects. Does not return if this is the armed point, and this its N-th pass. */
    public void pass() {
        if (Armed.ON) {
            Armed.passed(this);
        }
    }

    /**
     * For the start of a process, before anything else: says on standard error what is armed.
     *
     * @throws IllegalArgumentException when the property names no point, with the names that there are
     */
    public static void checkArmed() {
        CrashOrder.given().ifPresent(Armed::tell);
    }
}
