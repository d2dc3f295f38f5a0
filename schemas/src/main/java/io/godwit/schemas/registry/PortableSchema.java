package io.godwit.schemas.registry;

import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** A schema as other languages know it: without the hints that Avro's compiler leaves in it for Java. */
final class PortableSchema {
    private static final Pattern JAVA_STRING = Pattern.compile(",\"avro\\.java\\.string\":\"String\"");

    private PortableSchema() {}

    static Schema of(Schema schema) {
        return new Schema.Parser().parse(text(schema));
    }

    static String text(Schema schema) {
        return JAVA_STRING.matcher(schema.toString()).replaceAll("").replace("{\"type\":\"string\"}", "\"string\"");
    }
}
