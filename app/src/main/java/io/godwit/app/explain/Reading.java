package io.godwit.app.explain;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.FlowSetupException;
import io.godwit.flow.Lags;
import io.godwit.flow.TopicScan;
import io.godwit.flow.TopicScan.Extent;
import io.godwit.flow.TopicScan.Found;
import io.godwit.projector.traffic.Episode;
import io.godwit.projector.traffic.RecordHistory;
import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the topics of both flows for what they tell of the records of a question. */
final class Reading {
    private static final int MOST_FACTS = 2_000;

    final CollectionNames names = new CollectionNames();
    final FactCollection facts = new FactCollection(MOST_FACTS);
    private final Wire wire = Wire.embedded();
    private final ClientProperties kafka;
    private final List<Direction> directions;
    private final Question question;
    private final ScanProgress progress;

    Reading(ClientProperties kafka, Topics topics, Question question, ScanProgress progress) {
        this.kafka = kafka;
        this.directions = List.of(new Direction(Side.SOURCE, topics), new Direction(Side.TARGET, topics.back()));
        this.question = question;
        this.progress = progress;
    }

    void readDefinitions() {
        for (Direction direction : directions) {
            TopicSpec topic = direction.topics().definitions();
            WireFormat<Definition> format = wire.format(topic.name(), Definition.class);
            scan(
                    direction,
                    Extent.whole(topic.name()),
                    (_, value) -> format.decode(value),
                    (found, one) -> names.add(direction, TopicFacts.place(found.origin()), one));
        }
    }

    /** Exchanges lie by their own ids, so all of the traffic is read. */
    void startTraffic(Together together) {
        directions.forEach(direction -> together.start(() -> readTraffic(direction)));
    }

    /**
     * After the traffic: what lies by record, so that only a partition of each topic is read, and topics so small that they
     * are read whole.
     */
    void startRest(Together together, Set<RecordKey> records) {
        Set<String> keys = records.stream().map(RecordKey::toString).collect(Collectors.toSet());
        Set<String> exchanges = facts.exchanges();
        for (Direction direction : directions) {
            Topics topics = direction.topics();
            List.of(topics.edits(), topics.backfill())
                    .forEach(lane -> together.start(() -> readChanges(direction, lane, keys)));
            List.of(topics.candidates(), topics.repairs())
                    .forEach(topic -> together.start(() -> readCandidates(direction, topic, keys)));
            together.start(() -> readTombstones(direction, keys));
            together.start(() -> readRescans(direction));
            together.start(() -> readGaps(direction));
            together.start(
                    () -> scanRaw(direction, whole(topics.deadLetters()), found -> deadLetter(found, keys, exchanges)));
        }
    }

    private void readChanges(Direction direction, TopicSpec lane, Set<String> keys) {
        WireFormat<Change> format = wire.format(lane.name(), Change.class);
        note(
                direction,
                keyed(lane, keys),
                (found, value) -> TopicFacts.change(found, format.decode(value), direction.from()));
    }

    private void readCandidates(Direction direction, TopicSpec topic, Set<String> keys) {
        WireFormat<Candidate> format = wire.format(topic.name(), Candidate.class);
        note(
                direction,
                keyed(topic, keys),
                (found, value) -> TopicFacts.candidate(found, format.decode(value), direction.from()));
    }

    private void readTombstones(Direction direction, Set<String> keys) {
        String topic = direction.topics().tombstones().name();
        WireFormat<Tombstone> format = wire.format(topic, Tombstone.class);
        note(
                direction,
                new Extent(topic, Optional.of(keys), Optional.empty()),
                (found, value) -> TopicFacts.tombstone(found, format.decode(value)));
    }

    private void readRescans(Direction direction) {
        TopicSpec topic = direction.topics().rescans();
        WireFormat<Rescan> format = wire.format(topic.name(), Rescan.class);
        note(
                direction,
                whole(topic),
                (found, value) -> TopicFacts.rescan(found, format.decode(value), direction.from()));
    }

    private void readGaps(Direction direction) {
        TopicSpec topic = direction.topics().gaps();
        WireFormat<Gap> format = wire.format(topic.name(), Gap.class);
        note(direction, whole(topic), (found, value) -> TopicFacts.gap(found, format.decode(value)));
    }

    /** How far the readers of all these topics are, read now. */
    Positions positions() {
        Map<String, Map<Integer, Long>> finished = new HashMap<>();
        try (Lags lags = Lags.open(kafka)) {
            for (Direction direction : directions) {
                Topics topics = direction.topics();
                Map<TopicSpec, String> readers = Map.of(
                        topics.traffic(), topics.trafficGroup(),
                        topics.edits(), topics.replayerGroup(),
                        topics.backfill(), topics.replayerGroup(),
                        topics.candidates(), topics.reprojectionGroup(),
                        topics.repairs(), topics.reprojectionGroup(),
                        topics.rescans(), topics.rescansGroup());
                readers.forEach((topic, group) -> finished.put(topic.name(), lags.finished(group, topic.name())));
            }
        }
        return new Positions(finished);
    }

    private void readTraffic(Direction direction) {
        RecordHistory history =
                new RecordHistory(names.wanted(question), names.of(direction), episode -> tell(direction, episode));
        TopicSpec topic = direction.topics().traffic();
        WireFormat<Traffic> format = wire.format(topic.name(), Traffic.class);
        scan(
                direction,
                whole(topic),
                (_, value) -> format.decode(value),
                (found, one) ->
                        history.add(found.origin().partition(), found.origin().offset(), one));
        history.end();
    }

    private void tell(Direction direction, Episode episode) {
        for (Touch touch : episode.touches()) {
            Fact fact = TopicFacts.touched(direction, episode, touch);
            Noted noted = touch.record()
                    .filter(record -> touch.kind().wrote() || names.isKnown(record.collection()))
                    .map(record -> Noted.of(record, fact))
                    // named by an alias: what it leads to was not told
                    .orElseGet(() ->
                            Noted.of(touch.record().map(RecordKey::collection).orElse(touch.expression()), fact));
            facts.add(noted);
        }
    }

    /** @param exchanges those that facts were told of */
    private void deadLetter(Found found, Set<String> keys, Set<String> exchanges) {
        byte[] raw = found.origin().key();
        String key = raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
        Fact fact = TopicFacts.deadLetter(found);
        if (keys.contains(key)) {
            facts.add(Noted.of(RecordKey.parse(key), fact));
        } else if (exchanges.contains(key)) {
            facts.add(Noted.of("", fact));
        }
    }

    private Extent whole(TopicSpec topic) {
        return new Extent(topic.name(), Optional.empty(), question.since());
    }

    private Extent keyed(TopicSpec topic, Set<String> keys) {
        return new Extent(topic.name(), Optional.of(keys), question.since());
    }

    private void note(Direction direction, Extent extent, BiFunction<Found, byte[], Noted> format) {
        scan(direction, extent, format, (_, noted) -> facts.add(noted));
    }

    private <T> void scan(
            Direction direction, Extent extent, BiFunction<Found, byte[], T> format, BiConsumer<Found, T> listener) {
        Decoder<T> decoder = new Decoder<>(format, facts);
        scanRaw(direction, extent, found -> decoder.read(found, one -> listener.accept(found, one)));
    }

    /** The topics of a way back that was never prepared tell nothing. */
    private void scanRaw(Direction direction, Extent extent, Consumer<Found> listener) {
        TopicScan.Listener watched = new TopicScan.Listener() {
            @Override
            public void found(Found found) {
                listener.accept(found);
            }

            @Override
            public void passed(long records, long all) {
                progress.passed(extent.topic(), records, all);
            }
        };
        try {
            TopicScan.read(kafka, extent, watched);
        } catch (FlowSetupException e) {
            if (direction.from() == Side.SOURCE) {
                throw e;
            }
        }
    }
}
