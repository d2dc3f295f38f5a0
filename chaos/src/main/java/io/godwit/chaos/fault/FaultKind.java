package io.godwit.chaos.fault;

/** Kinds of faults, as the command line names them. */
public enum FaultKind {
    /** SIGKILL of a role process. */
    KILL(1),
    /** SIGSTOP of a role process, SIGCONT later. */
    STOP(0.15),
    /** SIGKILL of the broker, and its restart on the same data. */
    BROKER(0.15),
    /** SIGKILL of the target, and its restart on the same data. */
    TARGET(0.05),
    /** An index of the target refuses writes, one by one, as when its disk is nearly full. */
    FLOOD(0.1),
    /** Relays between roles and clusters that delay, stall, cut, trickle, lose answers and answer 429 and 503. */
    RELAY(0.25),
    /** Records of lanes and candidates come twice, at once or a minute later. */
    DUP(0),
    /** Records of lanes and candidates come again in another order. */
    REORDER(0),
    /** A role process is started again with a clock that is ten minutes wrong. */
    CLOCK(0.05),
    /** Role processes are started so that they halt at named crash points, one after the other. */
    CRASH(0),
    /** Records that cannot be read on lanes and candidates. */
    POISON(0.2);

    private final double perBeat;

    FaultKind(double perBeat) {
        this.perBeat = perBeat;
    }

    /** How many of these fall in a run of so many beats: at least one, unless it lasts for the whole run. */
    int times(int beats) {
        return perBeat == 0 ? 0 : Math.max(1, (int) Math.round(perBeat * beats));
    }
}
