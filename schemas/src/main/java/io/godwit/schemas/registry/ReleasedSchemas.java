package io.godwit.schemas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Reads the catalogue of frozen schemas out of this jar. */
final class ReleasedSchemas {
    private static final String CATALOGUE = "catalogue.txt";

    private ReleasedSchemas() {}

    /**
     * One line of the catalogue.
     *
     * @param id never given twice
     * @param schema as it was released
     */
    record Entry(int id, Schema schema) {}

    /** Every released schema, oldest first. */
    static List<Entry> load() {
        return read(CATALOGUE)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ReleasedSchemas::entry)
                .toList();
    }

    /** The line that would freeze a schema under an id. */
    static String line(int id, Schema schema, String file) {
        return id + " " + file + " " + Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
    }

    private static Entry entry(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 3) {
            throw new IllegalStateException(
                    "released schemas: line is '" + line + "'; must be an id, a file name and a fingerprint");
        }
        int id = Integer.parseInt(words[0]);
        Schema schema = new Schema.Parser().parse(read(words[1]));
        if (!line.equals(line(id, schema, words[1]))) {
            throw new IllegalStateException("released schemas: " + words[1] + " is not what was released as id " + id
                    + "; put it back and freeze the new form in a file and a line of its own");
        }
        return new Entry(id, schema);
    }

    private static String read(String file) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream("released/" + file)) {
            if (in == null) {
                throw new IllegalStateException("released schemas: " + file + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("released schemas: cannot read " + file, e);
        }
    }
}
