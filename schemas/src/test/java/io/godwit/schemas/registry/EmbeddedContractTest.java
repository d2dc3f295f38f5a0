package io.godwit.schemas.registry;

import org.apache.avro.Schema;

/** The contract without any server. */
class EmbeddedContractTest extends SchemaIdsContract {
    /** What several processes share when nobody registers: the jar. Here it is one more version of a schema. */
    private final SchemaIds shared = new EmbeddedIds(ReleasedSchemas.load());

    @Override
    SchemaIds started() {
        return shared;
    }

    @Override
    Confluent oracle(String subject, Schema schema) {
        Confluent confluent = Confluent.alone();
        confluent.knows(subject, shared.idOf(subject, schema), PortableSchema.text(schema));
        return confluent;
    }
}
