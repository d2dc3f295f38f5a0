package io.godwit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.RecordKey;
import org.junit.jupiter.api.Test;

class SharedWritesTest {
    private static final RecordKey RECORD = RecordKey.of("products", "shared-1");
    private final SharedWrites writes = new SharedWrites();

    @Test
    void eitherOfTwoOverlappingWritesMayHaveComeLast() {
        writes.add(RECORD, new SharedWrites.Write("a", 0, 10));
        writes.add(RECORD, new SharedWrites.Write("b", 5, 15));

        assertThat(writes.objectionTo(RECORD, "a")).isEmpty();
        assertThat(writes.objectionTo(RECORD, "b")).isEmpty();
    }

    @Test
    void aWriteAcknowledgedBeforeAnotherWasSentCannotBeTheLast() {
        writes.add(RECORD, new SharedWrites.Write("a", 0, 10));
        writes.add(RECORD, new SharedWrites.Write("b", 11, 15));

        assertThat(writes.objectionTo(RECORD, "a")).contains("holds 'a' although 'b' was written after it");
        assertThat(writes.objectionTo(RECORD, "b")).isEmpty();
    }

    @Test
    void whatNoClientWroteIsAnInvention() {
        writes.add(RECORD, new SharedWrites.Write("a", 0, 10));

        assertThat(writes.objectionTo(RECORD, "z").orElseThrow()).contains("'z'");
    }
}
