package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Documents of a side, in memory. */
final class Shelf implements Documents {
    private final Map<RecordKey, Found> found = new LinkedHashMap<>();

    Shelf put(RecordKey record, Map<String, Object> document, Found.Mark mark) {
        found.put(record, new Found(record, document, mark));
        return this;
    }

    Shelf remove(RecordKey record) {
        found.remove(record);
        return this;
    }

    Shelf copy() {
        Shelf copy = new Shelf();
        copy.found.putAll(found);
        return copy;
    }

    @Override
    public void each(Consumer<Found> reader) {
        List.copyOf(found.values()).forEach(reader);
    }

    @Override
    public Optional<Found> get(RecordKey record) {
        return Optional.ofNullable(found.get(record));
    }
}
