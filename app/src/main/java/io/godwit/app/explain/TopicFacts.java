package io.godwit.app.explain;

import io.godwit.flow.RecordOrigin;
import io.godwit.flow.TopicScan.Found;
import io.godwit.projector.traffic.Episode;
import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Tombstone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes facts of what lies on the topics. Pure. */
final class TopicFacts {
    private static final int BODY_BYTES = 2_000;
    private static final String ERROR = "__connect.errors.";

    private TopicFacts() {}

    static Place place(RecordOrigin origin) {
        return new Place(origin.topic(), origin.partition(), origin.offset());
    }

    private static RecordKey record(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting());
    }

    private static RecordKey record(Candidate candidate) {
        return new RecordKey(candidate.getCollection(), candidate.getId(), candidate.getRouting());
    }

    private static RecordKey record(Tombstone tombstone) {
        return new RecordKey(tombstone.getCollection(), tombstone.getId(), tombstone.getRouting());
    }

    static Noted change(Found found, Change change, Side from) {
        Fact fact = new Fact.Changed(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                change.getOp(),
                new Revision(change.getRevision()),
                new Fact.Found(change.getOrigin(), change.getGeneration(), body(change.getBody())),
                State.WAITING);
        return Noted.of(record(change), fact);
    }

    static Noted candidate(Found found, Candidate candidate, Side from) {
        Fact fact = new Fact.Listed(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                candidate.getReason(),
                Optional.ofNullable(candidate.getExchange()),
                State.WAITING);
        return Noted.of(record(candidate), fact);
    }

    static Noted tombstone(Found found, Tombstone tombstone) {
        Fact fact = new Fact.Buried(
                found.origin().timestamp(),
                place(found.origin()),
                new Revision(tombstone.getRevision()),
                tombstone.getGeneration());
        return Noted.of(record(tombstone), fact);
    }

    static Noted rescan(Found found, Rescan rescan, Side from) {
        Fact fact = new Fact.Rescanned(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                rescan.getReason(),
                rescan.getRemovals(),
                State.WAITING);
        return Noted.of(rescan.getCollection(), fact);
    }

    static Noted gap(Found found, Gap gap) {
        Fact fact = new Fact.Gapped(
                Instant.ofEpochMilli(gap.getFrom()),
                place(found.origin()),
                gap.getProxy(),
                gap.getRequestLine(),
                gap.getReason());
        return Noted.of(gap.getCollection(), fact);
    }

    /** What an exchange did to a record. */
    static Fact touched(Direction direction, Episode episode, Touch touch) {
        return new Fact.Touched(
                Instant.ofEpochMilli(episode.at()),
                new Place(direction.topics().traffic().name(), episode.partition(), episode.offset()),
                direction.from(),
                episode.epoch(),
                new Fact.Request(episode.exchange(), episode.proxy(), episode.line(), episode.outcome()),
                touch,
                episode.lastOffset(),
                State.WAITING);
    }

    static Fact deadLetter(Found found) {
        Place of = new Place(
                header(found, "topic").orElse("?"),
                (int) number(header(found, "partition")),
                number(header(found, "offset")));
        return new Fact.Dead(
                found.origin().timestamp(),
                place(found.origin()),
                of,
                header(found, "stage").orElse("?"),
                header(found, "exception.message").orElse("?"));
    }

    private static Optional<String> header(Found found, String name) {
        return found.origin().headers().stream()
                .filter(header -> header.name().equals(ERROR + name) && header.value() != null)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static long number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static Optional<String> body(@Nullable ByteBuffer body) {
        if (body == null) {
            return Optional.empty();
        }
        byte[] start = new byte[Math.min(BODY_BYTES, body.remaining())];
        body.duplicate().get(start);
        return Optional.of(new String(start, StandardCharsets.UTF_8));
    }
}
