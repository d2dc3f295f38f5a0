package io.godwit.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.Property;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.wire.Values;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What writers and readers may rely on, whoever gives the ids. */
abstract class SchemaIdsContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Ids as a process has them that was started just now, registering what it writes. */
    abstract SchemaIds started();

    /** Confluent's client, knowing what {@link #started} knows about this schema. */
    abstract Confluent oracle(String subject, Schema schema);

    @Test
    void shouldGiveASchemaTheSameIdInEveryProcess() {
        int id = started().idOf(subject("same"), schema("Same", "long"));

        assertThat(started().idOf(subject("same"), schema("Same", "long"))).isEqualTo(id);
    }

    @Test
    void shouldGiveDifferentSchemasDifferentIds() {
        SchemaIds ids = started();

        assertThat(ids.idOf(subject("one"), schema("One", "long")))
                .isNotEqualTo(ids.idOf(subject("other"), schema("Other", "long")));
    }

    @Test
    void shouldKnowTheSchemaOfAnIdThatAnotherProcessWrote() {
        assertThat(CurrentSchemas.all()).allSatisfy(schema -> {
            int id = started().idOf(subject(schema.getName()), schema);

            assertThat(started().schemaOf(id).map(PortableSchema::of)).contains(PortableSchema.of(schema));
        });
    }

    @Test
    void shouldKnowNothingOfAnIdThatNobodyGave() {
        assertThat(started().schemaOf(987_654_321)).isEmpty();
    }

    @Test
    void shouldLetAnyProcessReadWhatAnotherWrote() {
        Wire writer = Wire.with(started());
        Wire reader = Wire.with(started());
        Property.holds(
                5,
                random -> assertThat(new Values(random).oneOfEach()).allSatisfy(value -> {
                    byte[] bytes = format(writer, value).encode(value);

                    assertThat(format(reader, value).decode(bytes)).isEqualTo(value);
                }));
    }

    @Test
    void shouldReadWhatAReleaseWroteThatLackedAField() throws IOException {
        Schema older = without("notBefore");

        Candidate read = candidates().decode(writtenWith(older));

        assertThat(read.getNotBefore()).isZero();
        assertThat(read.getId()).isEqualTo("42");
        assertThat(read.getReason()).isEqualTo(Reason.MANUAL);
        assertThat(read.getOccurredAt()).isEqualTo(7);
    }

    /** While a fleet is rolled, the old release reads what the new one writes. */
    @Test
    void shouldReadWhatAReleaseWroteThatHasAFieldMore() throws IOException {
        Schema newer = new Schema.Parser()
                .parse(
                        Candidate.getClassSchema()
                                .toString()
                                .replace(
                                        "\"fields\":[",
                                        "\"fields\":[{\"name\":\"more\",\"type\":{\"type\":\"map\",\"values\":\"string\"},\"default\":{}},"));

        assertThat(candidates().decode(writtenWith(newer)).getId()).isEqualTo("42");
    }

    @Test
    void shouldBeReadByTheOriginalClient() {
        Wire wire = Wire.with(started());
        Property.holds(
                5,
                random -> assertThat(new Values(random).oneOfEach()).allSatisfy(value -> {
                    byte[] bytes = format(wire, value).encode(value);

                    Object read = oracle(subject(value), value.getSchema()).decode(bytes);

                    assertThat(JSON.readTree(read.toString())).isEqualTo(JSON.readTree(value.toString()));
                }));
    }

    @Test
    void shouldReadTheOriginalClient() {
        Wire wire = Wire.with(started());
        Property.holds(
                5,
                random -> assertThat(new Values(random).oneOfEach()).allSatisfy(value -> {
                    Confluent oracle = oracle(subject(value), value.getSchema());

                    byte[] itsBytes = oracle.encode(
                            subject(value), oracle.decode(format(wire, value).encode(value)));

                    assertThat(format(wire, value).decode(itsBytes)).isEqualTo(value);
                }));
    }

    @Test
    void shouldAgreeWhenManyAskForTheFirstTime() throws Exception {
        SchemaIds ids = started();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> ids.idOf(subject("race"), schema("Race", "string"))))
                    .toList();
            int id = asked.getFirst().get();
            for (Future<Integer> answer : asked) {
                assertThat(answer.get()).isEqualTo(id);
            }
        }
    }

    /** Of this contract alone, so that a registry that others use is not filled with more than is tested. */
    static String subject(String what) {
        return "godwit-contract." + what + "-value";
    }

    private static String subject(SpecificRecord value) {
        return subject(value.getSchema().getName());
    }

    static Schema schema(String name, String type) {
        return new Schema.Parser().parse("""
                {"type": "record", "name": "%s", "fields": [{"name": "a", "type": "%s"}]}""".formatted(name, type));
    }

    @SuppressWarnings("unchecked") // the class of a value is a Class of that value
    private static WireFormat<SpecificRecord> format(Wire wire, SpecificRecord value) {
        String topic = "godwit-contract." + value.getSchema().getName();
        return wire.format(topic, (Class<SpecificRecord>) value.getClass());
    }

    private WireFormat<Candidate> candidates() {
        return Wire.with(started()).format("godwit-contract.Candidate", Candidate.class);
    }

    /** A candidate framed by a process that knows another version of its schema. */
    private byte[] writtenWith(Schema schema) throws IOException {
        GenericRecord record = new GenericData.Record(schema);
        record.put("collection", "products");
        record.put("id", "42");
        record.put(
                "reason", new GenericData.EnumSymbol(schema.getField("reason").schema(), "MANUAL"));
        record.put("occurredAt", 7L);
        for (Schema.Field field : schema.getFields()) {
            if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int id = started().idOf(subject("Candidate"), schema);
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Schema without(String name) {
        Schema whole = Candidate.getClassSchema();
        List<Schema.Field> fields = whole.getFields().stream()
                .filter(field -> !field.name().equals(name))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
    }
}
