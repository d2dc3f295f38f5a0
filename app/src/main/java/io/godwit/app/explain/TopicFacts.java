package io.godwit.app.explain;

import io.godwit.flow.RecordOrigin;
import io.godwit.flow.TopicScan.Found;
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

    static RecordKey record(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting());
    }

    static RecordKey record(Candidate candidate) {
        return new RecordKey(candidate.getCollection(), candidate.getId(), candidate.getRouting());
    }

    static RecordKey record(Tombstone tombstone) {
        return new RecordKey(tombstone.getCollection(), tombstone.getId(), tombstone.getRouting());
    }

    static Fact change(Found found, Change change, Side from) {
        return new Fact.Changed(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                change.getOp(),
                new Revision(change.getRevision()),
                new Fact.Found(change.getOrigin(), change.getGeneration(), body(change.getBody())),
                State.WAITING);
    }

    static Fact candidate(Found found, Candidate candidate, Side from) {
        return new Fact.Listed(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                candidate.getReason(),
                Optional.ofNullable(candidate.getExchange()),
                State.WAITING);
    }

    static Fact tombstone(Found found, Tombstone tombstone) {
        return new Fact.Buried(
                found.origin().timestamp(),
                place(found.origin()),
                new Revision(tombstone.getRevision()),
                tombstone.getGeneration());
    }

    static Fact rescan(Found found, Rescan rescan, Side from) {
        return new Fact.Rescanned(
                found.origin().timestamp(),
                place(found.origin()),
                from,
                rescan.getReason(),
                rescan.getRemovals(),
                State.WAITING);
    }

    static Fact gap(Found found, Gap gap) {
        return new Fact.Gapped(
                Instant.ofEpochMilli(gap.getFrom()),
                place(found.origin()),
                gap.getProxy(),
                gap.getRequestLine(),
                gap.getReason());
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
