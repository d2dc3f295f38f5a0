package io.godwit.schemas.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;

/** The oracle: Confluent's own client and framing on an Avro of its own; no code of ours. */
final class Confluent {
    private final SchemaRegistryClient client;

    private Confluent(SchemaRegistryClient client) {
        this.client = client;
    }

    static Confluent at(URI registry) {
        return new Confluent(new CachedSchemaRegistryClient(registry.toString(), 100));
    }

    /** With no server; knows only what it is told by {@link #knows}. */
    static Confluent alone() {
        return new Confluent(new MockSchemaRegistryClient());
    }

    void knows(String subject, int id, String schema) {
        try {
            client.register(subject, new AvroSchema(schema), 1, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RestClientException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it reads out of framed bytes, by the schema that their id names. */
    GenericRecord decode(byte[] bytes) {
        InputStream in = new ByteArrayInputStream(bytes);
        try {
            var schema = new ConfluentSchemaRegistryCoder(client).readSchema(in);
            var decoder = DecoderFactory.get().directBinaryDecoder(in, null);
            GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            if (in.available() > 0) {
                throw new IllegalStateException(in.available() + " bytes are left over");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The framed bytes of a record under a subject; its schema is registered if it is not. */
    byte[] encode(String subject, GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new ConfluentSchemaRegistryCoder(subject, client).writeSchema(record.getSchema(), out);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
