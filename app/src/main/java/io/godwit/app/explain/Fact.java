package io.godwit.app.explain;

import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that a topic tells of a record or of its collection. None holds the user of an address. */
sealed interface Fact {
    Instant at();

    Place place();

    /** The same, once it is known how far the topic's reader is. */
    default Fact in(State state) {
        return this;
    }

    /**
     * A captured request.
     *
     * @param side where it was executed
     * @param end offset of the record that ended it
     * @param state whether it has become changes
     */
    record Touched(Instant at, Place place, Side side, int epoch, Request request, Touch touch, long end, State state)
            implements Fact {
        public Touched {
            touch = new Touch(
                    touch.kind(),
                    touch.record(),
                    touch.expression(),
                    touch.revision(),
                    Words.withoutUser(touch.detail()),
                    touch.body().map(Words::beginning));
        }

        @Override
        public Touched in(State known) {
            return new Touched(at, place, side, epoch, request, touch, end, known);
        }
    }

    /**
     * What was asked and answered.
     *
     * @param line method, path and query
     * @param outcome status of the answer, or why there is none
     */
    record Request(String exchange, String proxy, String line, String outcome) {
        public Request {
            line = Words.withoutUser(line);
            outcome = Words.withoutUser(outcome);
        }
    }

    /**
     * A change on a lane.
     *
     * @param from the side that it was read from
     */
    record Changed(Instant at, Place place, Side from, Op op, Revision revision, Found found, State state)
            implements Fact {
        @Override
        public Changed in(State known) {
            return new Changed(at, place, from, op, revision, found, known);
        }
    }

    /**
     * How a change came to be known.
     *
     * @param body the beginning of the document
     */
    record Found(Origin origin, String generation, Optional<String> body) {
        public Found {
            body = body.map(Words::beginning);
        }
    }

    /** The record is to be read again. */
    record Listed(Instant at, Place place, Side from, Reason reason, Optional<String> exchange, State state)
            implements Fact {
        @Override
        public Listed in(State known) {
            return new Listed(at, place, from, reason, exchange, known);
        }
    }

    /** Its collection is to be read again. */
    record Rescanned(Instant at, Place place, Side from, String reason, boolean removals, State state) implements Fact {
        public Rescanned {
            reason = Words.withoutUser(reason);
        }

        @Override
        public Rescanned in(State known) {
            return new Rescanned(at, place, from, reason, removals, known);
        }
    }

    /** A request that may have touched it was not captured. */
    record Gapped(Instant at, Place place, String proxy, String line, String reason) implements Fact {
        public Gapped {
            line = Words.withoutUser(line);
            reason = Words.withoutUser(reason);
        }
    }

    /**
     * Given up.
     *
     * @param of what was given up
     * @param stage what was being done with it
     */
    record Dead(Instant at, Place place, Place of, String stage, String reason) implements Fact {
        public Dead {
            reason = Words.withoutUser(reason);
        }
    }

    /** A removal is remembered. */
    record Buried(Instant at, Place place, Revision revision, String generation) implements Fact {}

    /** Its collection as it was read at a side. */
    record Defined(Instant at, Place place, Side side, String collection, boolean present, Generations generations)
            implements Fact {}

    /**
     * The lives of a collection's name.
     *
     * @param now the last one
     * @param retired those before
     */
    record Generations(String now, List<String> retired) {
        public Generations {
            retired = List.copyOf(retired);
        }
    }

    /**
     * Where clients went.
     *
     * @param side where they write since
     */
    record Swung(Instant at, Place place, Swing swing, Side side, int epoch) implements Fact {}

    /** What became of a swing that was decided. */
    enum Swing {
        MOVED,
        /** It was not carried out: clients had never left. */
        TAKEN_BACK
    }
}
