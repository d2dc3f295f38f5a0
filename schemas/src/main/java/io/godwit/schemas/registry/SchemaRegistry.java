package io.godwit.schemas.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Confluent-compatible schema registry over HTTP. User information in the address becomes basic authentication and is
 * never printed. Thread-safe, blocking. Each method throws {@link RegistryUnavailableException} when no answer comes and
 * {@link RegistryRefusedException} when the answer is a refusal.
 */
public final class SchemaRegistry implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RegistryHttp http;

    private SchemaRegistry(RegistryHttp http) {
        this.http = http;
    }

    /** A registry at {@code http(s)://[user:password@]host:port[/prefix]}; nothing is sent yet. */
    public static SchemaRegistry at(URI address) {
        return at(address, Duration.ofSeconds(10));
    }

    /** As {@link #at(URI)}, each single try given up after {@code timeout}. */
    public static SchemaRegistry at(URI address, Duration timeout) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "schema.registry.url must be http://host:port or https://host:port, with or without a path");
        }
        return new SchemaRegistry(new RegistryHttp(address, timeout));
    }

    /** The ids of this registry, remembered once asked. They live as long as this registry is open. */
    public SchemaIds ids(Registration registration) {
        return new RegistryIds(this, registration);
    }

    /** Registers a schema, or finds it registered, and gives its id. An incompatible one is refused with 409. */
    public int register(String subject, Schema schema) {
        return post("/subjects/" + encode(subject) + "/versions", schema)
                .orElseThrow(() -> new RegistryRefusedException(404, subject + " cannot be registered: not found"))
                .path("id")
                .asInt();
    }

    /** The id of a schema that is registered under this subject; empty when it is not. */
    public OptionalInt lookup(String subject, Schema schema) {
        Optional<JsonNode> found = post("/subjects/" + encode(subject), schema);
        return found.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(found.get().path("id").asInt());
    }

    /** The schema that has this id; empty when none has. */
    public Optional<Schema> byId(int id) {
        return get("/schemas/ids/" + id).map(SchemaRegistry::schema);
    }

    /** The newest schema of a subject; empty when there is no such subject. */
    public Optional<Schema> latest(String subject) {
        return get("/subjects/" + encode(subject) + "/versions/latest").map(SchemaRegistry::schema);
    }

    /** The version numbers of a subject, oldest first; none when there is no such subject. */
    public List<Integer> versions(String subject) {
        return get("/subjects/" + encode(subject) + "/versions").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asInt)
                .toList();
    }

    /** Whether a schema could be registered under this subject as its level stands; a new subject takes any. */
    public boolean compatible(String subject, Schema schema) {
        return post("/compatibility/subjects/" + encode(subject) + "/versions", schema)
                .map(answer -> answer.path("is_compatible").asBoolean())
                .orElse(true);
    }

    /** The level of a subject itself; empty when it has none of its own. Some registries then answer NONE. */
    public Optional<Compatibility> level(String subject) {
        return get("/config/" + encode(subject)).map(SchemaRegistry::level);
    }

    /** The level of subjects that have none of their own. */
    public Compatibility defaultLevel() {
        return get("/config").map(SchemaRegistry::level).orElse(Compatibility.NONE);
    }

    /** Sets the level of a subject, which need not exist yet. */
    public void setLevel(String subject, Compatibility level) {
        putLevel("/config/" + encode(subject), level);
    }

    /** Sets the level of subjects that have none of their own. */
    public void setDefaultLevel(Compatibility level) {
        putLevel("/config", level);
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * Apicurio answers 409 to one of two who set the first level of a subject at the same moment: what is there by now can
     * be replaced.
     */
    private void putLevel(String path, Compatibility level) {
        try {
            http.ask("PUT", path, level(level));
        } catch (RegistryRefusedException e) {
            if (e.status() != 409) {
                throw e;
            }
            http.ask("PUT", path, level(level));
        }
    }

    private Optional<JsonNode> get(String path) {
        return http.ask("GET", path, null);
    }

    private Optional<JsonNode> post(String path, Schema schema) {
        return http.ask("POST", path, JSON.writeValueAsString(Map.of("schema", PortableSchema.text(schema))));
    }

    private static Schema schema(JsonNode answer) {
        return new Schema.Parser().parse(answer.path("schema").asString());
    }

    private static Compatibility level(JsonNode answer) {
        @Nullable String level = answer.path("compatibilityLevel").asString(null);
        return Compatibility.valueOf(
                level == null ? answer.path("compatibility").asString() : level);
    }

    private static String level(Compatibility level) {
        return JSON.writeValueAsString(Map.of("compatibility", level.name()));
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
