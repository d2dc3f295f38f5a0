package io.godwit.chaos.fault;

import java.time.Duration;

/** Something that is done to a run. */
public sealed interface Fault {
    /** What kind it is. */
    FaultKind kind();

    /** The role process is killed. */
    record Kill(String role) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.KILL;
        }
    }

    /** The role process stands still for so long. */
    record Freeze(String role, Duration time) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.STOP;
        }
    }

    /** The broker is killed and started again so much later. */
    record BrokerDown(Duration time) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.BROKER;
        }
    }

    /** The target is killed and started again so much later. */
    record TargetDown(Duration time) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.TARGET;
        }
    }

    /** An index of the target takes nothing but removals for so long, as above the flood stage of its disk. */
    record Flooded(String index, Duration time) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.FLOOD;
        }
    }

    /** A line is troubled for so long. */
    record Disturbed(Line line, Trouble trouble, Duration time) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.RELAY;
        }
    }

    /** The role process is killed and started again with a clock that is wrong by so much. */
    record Skewed(String role, Duration by) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.CLOCK;
        }
    }

    /** So many bad records, chosen by the seed. */
    record Poison(int records, long seed) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.POISON;
        }
    }
}
