package io.godwit.schemas.registry;

import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Event;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Slice;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.avro.Traffic;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas of this build that are values of a topic. */
final class CurrentSchemas {
    private CurrentSchemas() {}

    static List<Schema> all() {
        return List.of(
                Candidate.getClassSchema(),
                Change.getClassSchema(),
                Command.getClassSchema(),
                Definition.getClassSchema(),
                Event.getClassSchema(),
                Gap.getClassSchema(),
                Rescan.getClassSchema(),
                Slice.getClassSchema(),
                Status.getClassSchema(),
                Tombstone.getClassSchema(),
                Traffic.getClassSchema());
    }
}
