package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.schemas.RecordKey;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Differences on disk, one JSON object a line. For one thread. */
final class DifferenceFile implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedWriter out;

    DifferenceFile(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    void add(Difference difference) throws IOException {
        Map<String, @Nullable String> line = new LinkedHashMap<>();
        line.put("collection", difference.key().collection());
        line.put("id", difference.key().id());
        line.put("routing", difference.key().routingOrNull());
        line.put("kind", difference.kind().name());
        line.put("detail", difference.detail());
        out.write(JSON.writeValueAsString(line));
        out.newLine();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static void read(Path file, Consumer<Difference> each) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode json = JSON.readTree(line);
                JsonNode routing = json.path("routing");
                RecordKey key = new RecordKey(
                        json.path("collection").asString(""),
                        json.path("id").asString(""),
                        routing.isString() ? routing.asString("") : null);
                each.accept(new Difference(
                        key,
                        Kind.valueOf(json.path("kind").asString("")),
                        json.path("detail").asString("")));
            }
        }
    }
}
