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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the topics of both flows for what they tell of the records of a question. */
final class Reading {
    private static final int MOST_FACTS = 2_000;

    final CollectionNames names = new CollectionNames();
    final FactCollection facts = new FactCollection(MOST_FACTS);
    private final Set<String> exchanges = ConcurrentHashMap.newKeySet();
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
            scan(
                    direction,
                    Extent.whole(topic.name()),
                    wire.format(topic.name(), Definition.class)::decode,
                    (found, one) -> names.add(direction, TopicFacts.place(found.origin()), one));
        }
    }

    /** Exchanges lie by their own ids, so all of the traffic is read. */
    void startTraffic(Together together) {
        directions.forEach(direction -> together.start(() -> readTraffic(direction)));
    }

    /** What lies by record, so that only a partition of each topic is read, and topics so small that they are read whole. */
    void startRest(Together together, Set<RecordKey> records) {
        Set<String> keys = records.stream().map(RecordKey::toString).collect(Collectors.toSet());
        for (Direction direction : directions) {
            Topics topics = direction.topics();
            List.of(topics.edits(), topics.backfill())
                    .forEach(lane -> together.start(() -> readChanges(direction, lane, keys)));
            List.of(topics.candidates(), topics.repairs())
                    .forEach(topic -> together.start(() -> readCandidates(direction, topic, keys)));
            together.start(() -> readTombstones(direction, keys));
            together.start(() -> readRescans(direction));
            together.start(() -> readGaps(direction));
            together.start(() -> scanRaw(direction, whole(topics.deadLetters()), found -> deadLetter(found, keys)));
        }
    }

    private void readChanges(Direction direction, TopicSpec lane, Set<String> keys) {
        scan(
                direction,
                keyed(lane, keys),
                wire.format(lane.name(), Change.class)::decode,
                (found, one) -> facts.add(TopicFacts.record(one), TopicFacts.change(found, one, direction.from())));
    }

    private void readCandidates(Direction direction, TopicSpec topic, Set<String> keys) {
        scan(
                direction,
                keyed(topic, keys),
                wire.format(topic.name(), Candidate.class)::decode,
                (found, one) -> facts.add(TopicFacts.record(one), TopicFacts.candidate(found, one, direction.from())));
    }

    private void readTombstones(Direction direction, Set<String> keys) {
        String topic = direction.topics().tombstones().name();
        scan(
                direction,
                new Extent(topic, Optional.of(keys), Optional.empty()),
                wire.format(topic, Tombstone.class)::decode,
                (found, one) -> facts.add(TopicFacts.record(one), TopicFacts.tombstone(found, one)));
    }

    private void readRescans(Direction direction) {
        TopicSpec topic = direction.topics().rescans();
        scan(
                direction,
                whole(topic),
                wire.format(topic.name(), Rescan.class)::decode,
                (found, one) -> facts.add(one.getCollection(), TopicFacts.rescan(found, one, direction.from())));
    }

    private void readGaps(Direction direction) {
        TopicSpec topic = direction.topics().gaps();
        scan(
                direction,
                whole(topic),
                wire.format(topic.name(), Gap.class)::decode,
                (found, one) -> facts.add(one.getCollection(), TopicFacts.gap(found, one)));
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
        scan(
                direction,
                whole(topic),
                wire.format(topic.name(), Traffic.class)::decode,
                (found, one) ->
                        history.add(found.origin().partition(), found.origin().offset(), one));
        history.end();
    }

    private void tell(Direction direction, Episode episode) {
        exchanges.add(episode.exchange());
        for (Touch touch : episode.touches()) {
            Fact fact = new Fact.Touched(
                    Instant.ofEpochMilli(episode.at()),
                    new Place(direction.topics().traffic().name(), episode.partition(), episode.offset()),
                    direction.from(),
                    episode.epoch(),
                    new Fact.Request(episode.exchange(), episode.proxy(), episode.line(), episode.outcome()),
                    touch,
                    episode.lastOffset(),
                    State.WAITING);
            touch.record()
                    .filter(record -> touch.kind().wrote() || names.isKnown(record.collection()))
                    .ifPresentOrElse(
                            record -> facts.add(record, fact),
                            // named by an alias: what it leads to was not told
                            () -> facts.add(
                                    touch.record().map(RecordKey::collection).orElse(touch.expression()), fact));
        }
    }

    private void deadLetter(Found found, Set<String> keys) {
        byte[] raw = found.origin().key();
        String key = raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
        Fact fact = TopicFacts.deadLetter(found);
        if (keys.contains(key)) {
            facts.add(RecordKey.parse(key), fact);
        } else if (exchanges.contains(key)) {
            facts.add("", fact);
        }
    }

    private Extent whole(TopicSpec topic) {
        return new Extent(topic.name(), Optional.empty(), question.since());
    }

    private Extent keyed(TopicSpec topic, Set<String> keys) {
        return new Extent(topic.name(), Optional.of(keys), question.since());
    }

    private <T> void scan(
            Direction direction, Extent extent, Function<byte[], T> decoder, BiConsumer<Found, T> listener) {
        scanRaw(direction, extent, found -> {
            byte[] value = found.value();
            if (value != null) {
                listener.accept(found, decoder.apply(value));
            }
        });
    }

    /** A record that cannot be read is counted; the topics of a way back that was never prepared tell nothing. */
    private void scanRaw(Direction direction, Extent extent, TopicScan.Listener listener) {
        TopicScan.Listener careful = new TopicScan.Listener() {
            @Override
            public void found(Found found) {
                try {
                    listener.found(found);
                } catch (RuntimeException e) {
                    facts.addUnreadable();
                }
            }

            @Override
            public void passed(long records, long all) {
                progress.passed(extent.topic(), records, all);
            }
        };
        try {
            TopicScan.read(kafka, extent, careful);
        } catch (FlowSetupException e) {
            if (direction.from() == Side.SOURCE) {
                throw e;
            }
        }
    }
}
